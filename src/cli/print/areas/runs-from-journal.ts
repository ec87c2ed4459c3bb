import { cutText } from '../../../core/domain/model/cut-text.ts';
import type { Json } from '../../../core/domain/model/json.ts';
import { endedStatuses } from '../../../core/domain/model/run.ts';
import type { CompareAnswer, ReplayAnswer, StateAnswer } from '../../../core/domain/operations/runs-from-journal.ts';
import { waitWords } from '../run-words.ts';
import type { AreaPrinters, Look, Printed } from '../printer.ts';
import { details, table } from '../table.ts';
import { counted, localTime, pretty, shown } from '../words.ts';

/** How replay, time travel, forks, comparison and moves read. */
export const fromJournal: Pick<AreaPrinters<'runs'>, 'replay' | 'state' | 'fork' | 'restart' | 'compare' | 'migrate'> = {
  replay: (answer, look) => replayed(answer, look),
  state: (answer, look) => stood(answer, look),
  fork: ({ id, duplicate, parent, at }) => ({
    text: `${duplicate ? 'Already forked' : 'Forked'} run ${id} from run ${parent} after row ${at}.`,
    next: `\`aiwm runs watch ${id}\` follows it; \`aiwm runs compare ${parent} ${id}\` shows where they part.`,
  }),
  restart: ({ id, duplicate, parent, at, visit }) => ({
    text: `${duplicate ? 'Already begun' : 'Begun'} again at ${visit}: run ${id}, from run ${parent} after row ${at}.`,
    next: `\`aiwm runs watch ${id}\` follows it.`,
  }),
  compare: (answer, look) => compared(answer, look),
  migrate: ({ id, status }) => ({ text: `Moved: run ${id} follows the other definition from here on and is ${status}.`, next: `\`aiwm runs resume ${id}\` lets it go on.` }),
};

const by = { pinned: 'the definition it is pinned to', draft: 'the draft', version: 'that version' } as const;

function replayed({ id, equal, against, rows, effects, divergence }: ReplayAnswer, look: Look): Printed {
  const calls = `${counted(rows, 'row')}, ${effects === 1 ? 'one recorded outcome' : `${effects} recorded outcomes`}, no call made`;
  if (equal || divergence === undefined) {
    return { text: `${look.paint('success', 'Equal')}: run ${id} decides the same again by ${by[against]} (${calls}).` };
  }
  const head = `${look.paint('error', 'Different')}: ${partingWords(divergence)} (${calls}).`;
  return { text: [head, ...factLines('recorded', divergence.recorded), ...factLines('now', divergence.decided), diffTable(divergence.diff, look)].filter((line) => line !== '').join('\n') };
}

function partingWords({ kind, seq, place, effect, nearest }: NonNullable<ReplayAnswer['divergence']>): string {
  switch (kind) {
    case 'row':
      return `row ${seq ?? '?'} is decided otherwise now`;
    case 'refused':
      return `the input in row ${seq ?? '?'} is not taken now`;
    case 'miss':
      return `effect ${effect ?? ''} was never recorded${nearest === undefined ? '' : `; the nearest is row ${nearest.seq}, ${nearest.effect}`}`;
    case 'fact':
      return `at ${place === '' || place === undefined ? 'the run as a whole' : place} another fact follows`;
  }
}

function factLines(side: string, fact: { readonly seq?: number | undefined; readonly type: string; readonly payload: Json } | undefined): readonly string[] {
  if (fact === undefined) return [`  ${side}: nothing`];
  return [`  ${side}: ${fact.seq === undefined ? '' : `row ${fact.seq} `}${fact.type} ${cutText(JSON.stringify(fact.payload), 160)}`];
}

function diffTable(diff: readonly { readonly path: string; readonly before?: Json | undefined; readonly after?: Json | undefined }[], look: Look, heads: readonly [string, string] = ['recorded', 'now']): string {
  if (diff.length === 0) return '';
  const shownFields = diff.slice(0, 20).map(({ path, before, after }) => [path, cutText(shown(before), 160), cutText(shown(after), 160)]);
  const rest = diff.length - shownFields.length;
  return `${table(['field', ...heads], shownFields, look)}${rest > 0 ? `\n… and ${counted(rest, 'more field')}` : ''}`;
}

function stood(state: StateAnswer, look: Look): Printed {
  const facts: (readonly [string, string])[] = [
    ['run', state.id],
    ['row', `${state.seq} of ${state.lastSeq}: ${state.row}${state.border ? '' : ' (no fork begins here)'}`],
    ['time', localTime(state.at)],
    ['status', state.status],
    ['at', shown(state.active.map(({ visit, phase }) => `${visit} (${phase})`))],
    ['waits for', shown(waitWords(state))],
    ['wants', shown(state.wanted.map(({ effect, kind }) => `${effect} (${kind})`))],
    ['inputs', JSON.stringify(state.inputs)],
    ['variables', JSON.stringify(state.vars)],
    ['outputs of nodes', pretty(state.nodes)],
    ['come from', shown(Object.entries(state.origins).map(([name, from]) => `${name}: ${from.map((one) => originWords[one]).join(', ')}`))],
    ...(state.outputs === undefined ? [] : [['outputs', pretty(state.outputs)] as const]),
    ...(state.error === undefined ? [] : [['error', pretty(state.error)] as const]),
  ];
  return { text: details(facts, look), ...(state.border ? { next: `\`aiwm runs fork ${state.id} --at ${state.seq}\` begins a run of its own from here.` } : {}) };
}

const originWords = { user: 'a person', document: 'a file', web: 'the web', llm: 'a model', tool: 'another program' } as const;

function compared({ a, b, bytesEqual, sharedRows, canonicalEqual, first, places }: CompareAnswer, look: Look): Printed {
  const rows = (['workflow', 'version', 'status', 'rows', 'transitions', 'calls', 'inherited', 'inputTokens', 'outputTokens'] as const).map((name) => [names[name], shown(a[name]), shown(b[name])]);
  const sheet = table(['', 'a', 'b'], [['run', a.id, b.id], ...rows, ['time', timeTaken(a), timeTaken(b)]], look);
  const bytes = bytesEqual ? 'Every row is the same, byte for byte.' : `The rows are not the same byte for byte${sharedRows === 0 ? '' : `; the first ${sharedRows} are`}.`;
  const meaning = canonicalEqual ? 'Both did the same: every outcome and every decision is equal.' : 'They did not do the same.';
  const where = first === undefined ? [] : [`They part at ${first.place === '' ? 'the run as a whole' : first.place}:`, ...factLines('a', first.a), ...factLines('b', first.b), diffTable(first.diff, look, ['a', 'b'])];
  const visits = canonicalEqual ? [] : [`Places: ${places.same} the same${listed('changed', places.changed)}${listed('only in a', places.onlyA)}${listed('only in b', places.onlyB)}.`];
  return { text: [sheet, bytes, meaning, ...where, ...visits].filter((line) => line !== '').join('\n') };
}

const names = { workflow: 'workflow', version: 'version', status: 'status', rows: 'rows', transitions: 'transitions', calls: 'model calls', inherited: 'inherited', inputTokens: 'tokens in', outputTokens: 'tokens out' } as const;

function listed(what: string, places: readonly string[]): string {
  if (places.length === 0) return '';
  const some = places.slice(0, 5).map((place) => (place === '' ? 'the run' : place));
  return `, ${what}: ${some.join(', ')}${places.length > some.length ? ` and ${places.length - some.length} more` : ''}`;
}

/** A run that has not ended has taken no time yet that could be compared. */
function timeTaken({ durationMs, status }: CompareAnswer['a']): string {
  return endedStatuses.includes(status) ? seconds(durationMs) : `${seconds(durationMs)} until its last row; not ended`;
}

function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
