import { type CardField, inputsOf, isCardBlock } from '../../../core/domain/model/card.ts';
import { blockText } from '../card-blocks.ts';
import type { AreaPrinters } from '../printer.ts';
import { details, table } from '../table.ts';
import { localTime, shown } from '../words.ts';

export const printers: AreaPrinters<'cards'> = {
  list: ({ items }, look) => {
    if (items.length === 0) return { text: 'No cards.' };
    const rows = items.map((card) => [card.id, card.title, card.workflow.slug, card.state, localTime(card.requestedAt)]);
    return { text: table(['card', 'title', 'workflow', 'state', 'asked'], rows, look), next: '`aiwm cards get <card>` shows one; `aiwm cards submit <card> --values name=value` answers it.' };
  },
  get: ({ card, values, step, ...facts }, look) => {
    const head = details([['card', facts.id], ['state', facts.state], ['workflow', facts.workflow.slug], ['run', facts.runId], ['asked', localTime(facts.requestedAt)], ['expires', shown(facts.expiresAt)], ...(step?.of === undefined ? [] : [['step', `${step.number} of ${step.of}`] as const])], look);
    const inputs = inputsOf(card.fields);
    const blocks = card.fields.filter(isCardBlock).map((block) => blockText(block, look));
    const fields = table(['field', 'type', 'required', 'label', 'choices'], inputs.map((field) => [field.key, field.type, shown(field.required), field.label, choices(field)]), look);
    const given = inputs.map(({ key }) => `--values ${key}=…`).join(' ');
    return {
      text: [head, '', look.paint('bold', card.title), ...(card.body === '' ? [] : [card.body]), ...blocks, '', ...(inputs.length === 0 ? [] : [fields]), ...(values === undefined ? [] : [details([['values', JSON.stringify(values)]], look)])].join('\n').trimEnd(),
      ...(facts.state === 'open' ? { next: `\`aiwm cards submit ${facts.id} ${given}\` answers it.` } : {}),
    };
  },
  check: ({ hidden, problems }, look) => {
    const rows = Object.entries(problems).map(([key, problem]) => [key, problem]);
    const text = rows.length === 0 ? 'The answer would be taken.' : table(['field', 'problem'], rows, look);
    return { text: hidden.length === 0 ? text : `${text}\nNot shown: ${hidden.join(', ')}.` };
  },
  submit: ({ id, runId }) => ({ text: `Answered card ${id}.`, next: `\`aiwm runs watch ${runId}\` follows the run.` }),
};

function choices(field: CardField): string {
  return 'options' in field ? field.options.map(({ value }) => value).join(', ') : '–';
}
