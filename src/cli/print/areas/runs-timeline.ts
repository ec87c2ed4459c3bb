import type { ChangesAnswer } from '../../../core/domain/operations/runs-changes.ts';
import { describeEvent } from '../../../core/domain/model/run-story.ts';
import { knownPayload } from '../../../core/domain/model/timeline-fact.ts';
import type { TimelineAnswer } from '../../../core/domain/operations/runs-timeline.ts';
import type { AreaPrinters, Look } from '../printer.ts';
import { clock, counted } from '../words.ts';

/** How a journal as a whole reads. */
export const ofTimeline: Pick<AreaPrinters<'runs'>, 'timeline' | 'search' | 'changes'> = {
  timeline: (answer, look) => ({
    text: answer.columns.type.length === 0 ? 'No rows.' : [...timelineLines(answer, look)].join('\n'),
    next: answer.next === undefined ? `\`aiwm runs events ${answer.id}\` shows what each row carries.` : `There are more: add --after ${answer.next}.`,
  }),
  changes: ({ id, documents, connectors, asked, workflow }) => {
    const states = { changed: 'is another file now', gone: 'is not there any more', unread: 'cannot be read' };
    const lines = [
      ...documents.map(({ path, state }) => `${path} ${states[state]}.`),
      ...connectors.map((connector) => `The connector "${connector}" is not set up any more.`),
      ...new Set(asked.map(askedText)),
      ...(workflow === undefined ? [] : [`The workflow went on to version ${workflow.newest}; the run follows ${workflow.followed === undefined ? 'a draft' : `version ${workflow.followed}`}.`]),
    ];
    return { text: lines.length === 0 ? 'Nothing the run made or asked has changed since.' : lines.join('\n'), next: `\`aiwm runs restart ${id} --node <node>\` begins it again from a node${workflow === undefined ? '' : '; with --new-version by the newest one'}.` };
  },
  search: ({ id, items, next }, { paint }) => ({
    text: items.length === 0 ? 'No row holds this text.' : items.map(({ seq, excerpt }) => `${paint('dim', String(seq).padStart(6))}  ${excerpt}`).join('\n'),
    next: next === undefined ? `${counted(items.length, 'row')} found. \`aiwm runs events ${id} --after <row - 1> --limit 1\` shows one.` : `Rows up to ${next} were looked at: add --after ${next}.`,
  }),
};

/** One line a row: its number, its time, and as much of its sentence as the columns know. */
function* timelineLines(answer: TimelineAnswer, { paint }: Look): Generator<string> {
  const { columns, types, regions, nodes, actions, whats, after } = answer;
  const look = { warning: new Set(answer.warnings), error: new Set(answer.errors) };
  const attempts = new Map(answer.attempts);
  const spent = new Map(answer.spent.map(([seq, input, output]) => [seq, `${input + output} tokens`]));
  let at = Date.parse(answer.at ?? '');
  let region = 0;
  for (const [index, type] of columns.type.entries()) {
    const seq = after + index + 1;
    at += columns.ms[index] ?? 0;
    region += columns.region[index] ?? 0;
    const text = (words: readonly string[], column: readonly number[]): string => words[column[index] ?? 0] ?? '';
    const fact = { type: types[type] ?? '', region: regions[region] ?? '', node: text(nodes, columns.node), action: text(actions, columns.action), what: text(whats, columns.what), attempt: attempts.get(seq) ?? 1, kind: '' };
    const { title, severity } = describeEvent({ type: fact.type, payload: knownPayload(fact) });
    const told = look.error.has(seq) ? 'error' : look.warning.has(seq) ? 'warning' : severity;
    const rest = spent.get(seq);
    yield `${paint('dim', `${String(seq).padStart(6)}  ${clock(new Date(at).toISOString())}`)}  ${paint(told, title)}${rest === undefined ? '' : `  ${paint('dim', rest)}`}`;
  }
}

function askedText({ node, connector, model, now }: ChangesAnswer['asked'][number]): string {
  if (now.state !== undefined) return `The connector "${now.connector}", which "${node}" asks, ${now.state === 'needs_key' ? 'has no key now' : 'did not answer when it was last asked'}.`;
  return now.connector === connector ? `"${connector}" answered "${node}" with ${model} and answers with ${now.model ?? ''} now.` : `"${connector}" answered "${node}"; "${now.connector}" would be asked now.`;
}
