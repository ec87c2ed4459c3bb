import type { CardField } from '../../../core/domain/model/card.ts';
import type { AreaPrinters } from '../printer.ts';
import { details, table } from '../table.ts';
import { localTime, shown } from '../words.ts';

export const printers: AreaPrinters<'cards'> = {
  list: ({ items }, look) => {
    if (items.length === 0) return { text: 'No cards.' };
    const rows = items.map((card) => [card.id, card.title, card.workflow.slug, card.state, localTime(card.requestedAt)]);
    return { text: table(['card', 'title', 'workflow', 'state', 'asked'], rows, look), next: '`aiwm cards get <card>` shows one; `aiwm cards submit <card> --values name=value` answers it.' };
  },
  get: ({ card, values, ...facts }, look) => {
    const head = details([['card', facts.id], ['state', facts.state], ['workflow', facts.workflow.slug], ['run', facts.runId], ['asked', localTime(facts.requestedAt)], ['expires', shown(facts.expiresAt)]], look);
    const fields = table(['field', 'type', 'required', 'label', 'choices'], card.fields.map((field) => [field.key, field.type, shown(field.required), field.label, choices(field)]), look);
    const given = card.fields.map(({ key }) => `--values ${key}=…`).join(' ');
    return {
      text: [head, '', look.paint('bold', card.title), ...(card.body === '' ? [] : [card.body]), '', ...(card.fields.length === 0 ? [] : [fields]), ...(values === undefined ? [] : [details([['values', JSON.stringify(values)]], look)])].join('\n').trimEnd(),
      ...(facts.state === 'open' ? { next: `\`aiwm cards submit ${facts.id} ${given}\` answers it.` } : {}),
    };
  },
  submit: ({ id, runId }) => ({ text: `Answered card ${id}.`, next: `\`aiwm runs watch ${runId}\` follows the run.` }),
};

function choices(field: CardField): string {
  return 'options' in field ? field.options.map(({ value }) => value).join(', ') : '–';
}
