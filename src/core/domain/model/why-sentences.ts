import { cutText } from './cut-text.ts';
import { hashInstead } from './hashed-value.ts';
import { toInstant } from './instant.ts';
import type { Json, JsonObject } from './json.ts';
import type { WaitReason } from './run.ts';
import type { ApprovalStanding, EndingAct, RunWhy, TakenTransition, WaitingPlace, WayStanding } from './run-why.ts';

/** What a run's codes say, in words; the same by every door. Nothing here decides anything. */

type NameOf = (nodeId: string) => string;
type ActWords = (act: EndingAct) => string;

/** How a door spells names and acts. */
interface WhyWords {
  readonly nameOf?: NameOf;
  readonly act?: ActWords;
}

/** Why a transition was taken: by what, on which values, because of whom. */
export function takenSentence({ from, to, transition, trigger, read, because }: TakenTransition): string {
  const values = read === undefined ? '' : `, reading ${pairs(read)}`;
  return `${from} → ${to} by "${transition}" (${trigger})${values}; because of ${becauseWords(because)}.`;
}

function becauseWords({ seq, type, name, actor }: TakenTransition['because']): string {
  const what = name === undefined ? type.replaceAll('_', ' ') : `${type} "${name}"`;
  return `${what}${actor === undefined ? '' : ` from ${actor}`} (row ${seq})`;
}

const reasons: { readonly [Code in WaitReason['code']]?: (reason: WaitReason) => string } = {
  card: ({ detail, dueAt }) => `waits for an answer to the card "${detail ?? ''}"${until(dueAt)}`,
  timer: ({ dueAt }) => `rests before its next pass${until(dueAt)}`,
  incident: ({ detail }) => `waits for a person to answer the incident "${detail ?? ''}"`,
  effect: ({ detail }) => `waits for the action "${detail ?? ''}" to finish`,
  retry: ({ detail, dueAt }) => `waits before it tries the action "${detail ?? ''}" again${until(dueAt)}`,
  paused: () => 'is paused until somebody resumes it',
  wait: ({ dueAt }) => `waits for a time${until(dueAt)}`,
  arming: ({ detail }) => `is about to learn which instant ${detail ?? 'its moment'} is`,
  approval: ({ detail, dueAt }) => `waits for people to approve "${detail ?? ''}"${until(dueAt)}`,
  selection: ({ detail }) => `waits for a person to choose${detail === undefined ? '' : `; a model recommends ${detail}`}`,
  person: () => 'waits for a person to go on by hand',
  integrity: ({ detail }) => `is stalled: ${(detail ?? '').replace(/\.$/u, '')}`,
  validator: ({ detail, dueAt }) => `waits before it asks the validator "${detail ?? ''}" again${until(dueAt)}`,
  signal: ({ detail, key, dueAt }) => `waits for the signal "${detail ?? ''}"${key === undefined ? '' : ` with the key "${key}"`}${dueAt === undefined ? '' : `, but not beyond ${toInstant(dueAt)}`}`,
};

/** What a place waits for. */
export function reasonSentence(reason: WaitReason): string {
  return reasons[reason.code]?.(reason) ?? `waits for its ${reason.code.replaceAll('_', ' ')}${reason.detail === undefined ? '' : ` "${reason.detail}"`}${until(reason.dueAt)}`;
}

function until(dueAt: number | undefined): string {
  return dueAt === undefined ? '' : ` until ${toInstant(dueAt)}`;
}

const standings: { readonly [Code in WayStanding['code']]: (standing: WayStanding) => string } = {
  after_work: () => 'is examined when the actions are done',
  after_body: () => 'is examined when what is inside has come to its end',
  fires: ({ read }) => `fires${seen(read)}`,
  does_not_fire: ({ read }) => `does not fire${seen(read)}`,
  unreadable: ({ message }) => `cannot be examined: ${message ?? ''}`,
  rejected: ({ validator, message, read }) => `fired, and the validator "${validator ?? ''}" did not let it through: ${message ?? ''}${seen(read)}`,
  on_card: () => 'fires when the card is answered',
  on_signal: ({ signal, key }) => `fires when the signal "${signal ?? ''}"${key === undefined ? '' : ` with the key "${key}"`} comes`,
  at_time: ({ dueAt }) => (dueAt === undefined ? 'fires at a time that is not set yet' : `fires at ${toInstant(dueAt)}`),
  arming: () => 'fires at a moment whose instant is about to be known',
  on_error: () => 'is taken if something fails',
  at_limit: () => 'is taken when the loop reaches a limit',
  on_break: () => 'is taken when somebody breaks the loop off',
  by_hand: () => 'is taken when a person chooses it',
  chosen: ({ exits = 0 }) => (exits > 0 ? 'is chosen; the exit actions before it are still to be done' : 'is chosen, and is taken once the run may go on'),
};

/** How one way out stands. */
export function standingSentence(standing: WayStanding): string {
  return standings[standing.code](standing);
}

/** The place, what it waits for, each way out and what a person can do, one line each. */
export function placeSentences(place: WaitingPlace, { nameOf = (id) => id, act: spelled = actWords }: WhyWords = {}): readonly string[] {
  const where = place.visit === undefined ? 'The run' : `"${nameOf(place.nodeId ?? place.visit)}" (${place.visit})`;
  const phase = place.reasons.length === 0 ? [`${where} is ${place.phase}.`] : place.reasons.map((reason) => `${where} ${reasonSentence(reason)}.`);
  const ways = place.ways.map((way) => `  "${way.transition}" to "${nameOf(way.to)}" ${way.standing.map(standingSentence).join('; or ')}${way.validators.length === 0 ? '' : `; then it must pass ${way.validators.join(', ')}`}.`);
  const acts = place.acts.map((act) => `  It goes on with: ${spelled(act)}`);
  const asked = (place.approvals ?? []).map((approval) => `  ${approvalSentence(approval)}`);
  return [...phase, ...(place.limit === undefined ? [] : [`  ${limitSentence(place.limit)}`]), ...asked, ...ways, ...acts];
}

/** Which limit is reached, and what it is set to. */
export function limitSentence({ name, value }: NonNullable<WaitingPlace['limit']>): string {
  return value === undefined ? `The limit \`${name}\` is reached.` : `The limit \`${name}\` of ${value} is reached.`;
}

/** How many have answered, who may still, and what is left where nobody may. */
export function approvalSentence(approval: ApprovalStanding): string {
  const { title, quorum, answered, isPossible } = approval;
  const count = quorum === 1 ? `"${title}" needs one answer` : `"${title}" needs ${quorum} answers and has ${answered}`;
  if (isPossible) return `${count}; ${whoMay(approval)}.`;
  return `${count}, and nobody who is known here may give what is missing${exceptions(approval)}: take the transition whatever its validators say, or stop the run.`;
}

/** Who may still answer, in words. */
export function whoMay(approval: Pick<ApprovalStanding, 'starters' | 'voted' | 'named'>): string {
  const who = approval.named === undefined ? 'everybody' : approval.named.join(', ') || 'nobody';
  return `${who} may still answer${approval.named === undefined ? exceptions(approval) : ''}`;
}

function exceptions({ starters, voted }: Pick<ApprovalStanding, 'starters' | 'voted'>): string {
  const parts = [...starters.map((one) => `${one}, who started the run`), ...voted.filter((one) => !starters.includes(one)).map((one) => `${one}, who has answered`)];
  return parts.length === 0 ? '' : ` (not ${parts.join('; not ')})`;
}

/** The operation and its input as a person would give them. */
export function actWords({ operation, input }: EndingAct): string {
  return `${operation} ${JSON.stringify(input)}`;
}

/** The whole answer, one sentence to a line. */
export function whySentences(why: RunWhy, words: WhyWords = {}): readonly string[] {
  const end = why.ended === undefined ? [] : [`The run is ${why.ended.status}${why.ended.outcome === undefined ? '' : ` (${why.ended.outcome})`}${errorWords(why.ended.error)}.`];
  return [...why.taken.map(takenSentence), ...why.waits.flatMap((place) => placeSentences(place, words)), ...noteSentences(why), ...end];
}

function noteSentences({ inbox = [], breaking = [], cutShort = [] }: RunWhy): readonly string[] {
  return [
    ...inbox.map(({ name, key, emitter, at, until: gone }) => `In the inbox lies the signal "${name}"${key === undefined ? ' without a key' : ` with the key "${key}"`}, from ${emitter} at ${at}; nothing has taken it, and it is dropped at ${toInstant(gone)}.`),
    ...breaking.map((loop) => `The loop ${loop} was broken off: it ends after the pass under way.`),
    ...cutShort.map(({ action, visit }) => `The action "${action}" (${visit}) was cut short by the pause and is done again when the run goes on.`),
  ];
}

function errorWords(error: JsonObject | undefined): string {
  const message = error?.['message'];
  return typeof message === 'string' ? `: ${message.replace(/\.$/u, '')}` : '';
}

function seen(read: JsonObject | undefined): string {
  return read === undefined ? '' : ` (it read ${pairs(read)})`;
}

function pairs(values: JsonObject): string {
  return Object.entries(values).map(([name, value]) => `${name} = ${shown(value)}`).join(', ');
}

/** The journal keeps of a long value only what tells it from others. */
function shown(value: Json): string {
  if (hashInstead(value) !== undefined) return 'a longer value (`runs state --at` shows it)';
  return cutText(JSON.stringify(value), 120);
}
