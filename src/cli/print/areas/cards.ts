import { answerCommand, cardCommand } from '../../../core/domain/model/command-line.ts';
import { type CardField, inputsOf, isCardBlock } from '../../../core/domain/model/card.ts';
import { blockText } from '../card-blocks.ts';
import type { CardMoment } from '../../../core/domain/operations/cards.ts';
import type { AreaPrinters } from '../printer.ts';
import { details, table } from '../table.ts';
import { localTime, more, shown } from '../words.ts';

export const printers: AreaPrinters<'cards'> = {
  list: ({ items, next }, look) => {
    if (items.length === 0) return { text: 'No cards.' };
    const rows = items.map((card) => [card.id, card.title, card.workflow.slug, card.state, localTime(card.requestedAt), card.state === 'open' ? shown(card.expiresAt && localTime(card.expiresAt)) : '–']);
    return { text: table(['card', 'title', 'workflow', 'state', 'asked', 'expires'], rows, look), next: `\`aiwm cards get <card>\` shows one; \`aiwm cards submit <card> --values name=value\` answers it.${more(next)}` };
  },
  get: ({ card, values, step, history, ...facts }, look) => {
    const head = details([['card', facts.id], ['state', facts.state], ['workflow', facts.workflow.slug], ['run', facts.runId], ['asked', localTime(facts.requestedAt)], ['expires', shown(facts.expiresAt)], ...(facts.otherwise === undefined ? [] : [['without an answer', facts.otherwise.asks ? `asks in "${facts.otherwise.name}"` : `goes on at "${facts.otherwise.name}"`] as const]), ...(facts.follows === undefined ? [] : [['asked in place of', facts.follows] as const]), ...(step?.of === undefined ? [] : [['step', `${step.number} of ${step.of}`] as const])], look);
    const inputs = inputsOf(card.fields);
    const blocks = card.fields.filter(isCardBlock).map((block) => blockText(block, look));
    const fields = table(['field', 'type', 'required', 'label', 'choices'], inputs.map((field) => [field.key, field.type, shown(field.required), field.label, choices(field)]), look);
    const given = inputs.map(({ key }) => `--values ${key}=…`).join(' ');
    return {
      text: [head, '', look.paint('bold', card.title), ...(card.body === '' ? [] : [card.body]), ...blocks, '', ...(inputs.length === 0 ? [] : [fields]), ...(values === undefined ? [] : [details([['values', JSON.stringify(values)]], look)]), '', table(['when', 'what happened', 'by', 'problems'], history.map(momentCells), look)].join('\n').trimEnd(),
      ...(facts.state === 'open' ? { next: `\`${answerCommand(facts.id)} ${given}\` answers it.` } : {}),
    };
  },
  check: ({ hidden, problems }, look) => {
    const rows = Object.entries(problems).map(([key, problem]) => [key, problem]);
    const text = rows.length === 0 ? 'The answer would be taken.' : table(['field', 'problem'], rows, look);
    return { text: hidden.length === 0 ? text : `${text}\nNot shown: ${hidden.join(', ')}.` };
  },
  open: ({ id, isFirst }) => ({ text: isFirst ? `Noted that you have the card ${id} open.` : `It was noted before that you have the card ${id} open.`, next: `\`${cardCommand(id)}\` shows it.` }),
  submit: ({ id, runId }) => ({ text: `Answered card ${id}.`, next: `\`aiwm runs watch ${runId}\` follows the run.` }),
};

const happened = { asked: 'asked', opened: 'opened', refused: 'answer not taken', submitted: 'answered', expired: 'expired', withdrawn: 'withdrawn' } as const;

function momentCells({ at, what, by, problems = {} }: CardMoment): string[] {
  return [localTime(at), happened[what], shown(by), Object.entries(problems).map(([key, words]) => `${key} ${words}`).join('; ') || '–'];
}

function choices(field: CardField): string {
  return 'options' in field ? field.options.map(({ value }) => value).join(', ') : '–';
}
