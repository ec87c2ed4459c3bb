import type { RunView } from '../../core/domain/operations/runs.ts';
import { answerCommand, cardCommand, shellWord } from '../../core/domain/model/command-line.ts';

type Waiting = Pick<RunView, 'id' | 'status' | 'reasons' | 'cards' | 'incidents'>;

/** What a run waits for, one phrase each. */
export function waitWords({ reasons }: Pick<Waiting, 'reasons'>): readonly string[] {
  return reasons.map(({ code, nodeId, visit, dueAt, detail }) => {
    const place = nodeId ?? visit;
    const until = dueAt === undefined ? '' : ` until ${new Date(dueAt).toISOString()}`;
    return [`${waits[code]}${place === undefined ? '' : ` at ${place}`}${until}`, ...(detail === undefined || detail === '' ? [] : [`(${detail})`])].join(' ');
  });
}

const waits: { readonly [C in RunView['reasons'][number]['code']]: string } = {
  card: 'an answer to a card',
  timer: 'a time',
  incident: 'an answer to an incident',
  effect: 'an action that is under way',
  retry: 'the next attempt of an action',
  paused: 'someone to resume it',
  validator: 'a validator',
  trigger: 'a trigger',
  wait: 'a time',
  arming: 'the rules of a time zone',
  signal: 'a signal',
  approval: 'an approval',
  selection: 'a person to choose',
  person: 'a person',
  integrity: 'a copy of it that can be read',
};

/** The commands that let a waiting run go on. */
export function goOn({ id, status, reasons, cards, incidents }: Waiting): readonly string[] {
  return [
    ...cards.map((card) => `\`${answerCommand(card)} --values name=value\` answers its card (\`${cardCommand(card)}\` shows the fields).`),
    ...incidents.map((incident) => `\`aiwm runs resolve ${id} ${shellWord(incident.id)} --answer ${incident.answers[0] ?? 'fail'}\` answers the incident: ${incident.message}`),
    ...reasons.filter(({ code }) => code === 'signal').map(({ detail = '', key }) => `\`aiwm runs signal ${id} ${shellWord(detail)}${key === undefined ? '' : ` --key ${shellWord(key)}`}\` sends the signal it waits for (add --payload for what it brings).`),
    ...(status === 'paused' ? [`\`aiwm runs resume ${id}\` lets it go on.`] : []),
  ];
}
