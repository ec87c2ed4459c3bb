import { effectId, effectParts } from './effect-id.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from './json.ts';
import { bodyKey, calledIn, regionOf } from './region-path.ts';

/** What a row of a journal says for a timeline: where it belongs and what it cost, without what it carries. */
export interface TimelineFact {
  readonly type: string;
  /** The region instance; empty for the workflow itself. */
  readonly region: string;
  /** The visit within its region, such as `write#1`; empty for the run as a whole. */
  readonly node: string;
  /** The effect within its visit, such as `ask.1`; empty where the row is about none. */
  readonly action: string;
  /** The one word that tells rows of a type apart: the transition, the command, how the run ended; empty for none. */
  readonly what: string;
  /** The kind of work, on rows that ask for it. */
  readonly kind: string;
  /** Which attempt at the effect; 0 where the row is about none. */
  readonly attempt: number;
  /** What was used by a call that answered. */
  readonly spent?: TimelineSpent;
}

export interface TimelineSpent {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** 0 where no price is known. */
  readonly micros: number;
}

/** Where each type has its one word. */
const telling: { readonly [type: string]: string } = {
  transition_committed: 'transition',
  transition_chosen: 'transition',
  command: 'name',
  signal: 'name',
  approval: 'decision',
  incident_opened: 'code',
  incident_closed: 'answer',
  region_cancelled: 'reason',
  host: 'kind',
  run_ended: 'status',
};

/** A row that only states something is told apart by which of these it has. */
const stated = ['waits', 'done', 'verdicts', 'idle', 'met', 'timers'] as const;

/** The fact of one row. */
export function timelineFact({ type, payload }: { readonly type: string; readonly payload: JsonObject }): TimelineFact {
  const effect = effectParts(effectOf(type, payload));
  const visit = effect?.visit ?? text(payload['visit']);
  const region = regionOf(visit);
  const spent = spentBy(payload['usage']);
  return {
    type,
    region,
    node: region === '' ? visit : visit.slice(region.length + 1),
    action: effect === undefined ? '' : `${effect.action}.${effect.n}`,
    what: type === 'action_done' ? (stated.find((name) => payload[name] !== undefined) ?? '') : text(payload[telling[type] ?? '']),
    kind: type === 'host' ? '' : kindOf(payload),
    attempt: number(payload['attempt']),
    ...(spent === undefined ? {} : { spent }),
  };
}

/** The visit a fact belongs to; empty for the run as a whole. */
export function visitOf({ region, node }: Pick<TimelineFact, 'region' | 'node'>): string {
  return region === '' ? node : `${region}/${node}`;
}

/** As much of the row's payload as the fact knows: enough to name the row before the rest of it is fetched. */
export function knownPayload(fact: Pick<TimelineFact, 'type' | 'region' | 'node' | 'action' | 'what' | 'attempt' | 'kind'>): JsonObject {
  const { type, region, action, what, attempt, kind } = fact;
  const visit = visitOf(fact);
  const effect = effectParts(`${visit}/${action}`);
  const word = type === 'action_done' ? what : telling[type];
  return {
    visit,
    ...(effect === undefined ? {} : { effect: effectId(effect.visit, effect.action, effect.n) }),
    ...(attempt > 0 ? { attempt } : {}),
    ...(kind === '' ? {} : { kind }),
    ...(word === undefined || word === '' || what === '' ? {} : { [word]: type === 'action_done' ? [] : what }),
    ...(type === 'pass_started' ? passOf(region) : {}),
  };
}

/** Of a body that is passed again and again the number, of a called workflow that it is one, of any other that it is on its own. */
function passOf(region: string): JsonObject {
  const key = bodyKey(region);
  if (key === '') return { region };
  if (region.endsWith(']') && /^\d+$/u.test(key)) return { region, pass: Number(key) };
  return calledIn(region) !== undefined && key.startsWith('@') ? { region, call: {} } : { region, own: true };
}

/** A person's answer belongs to the effect they were asked about: its validator is the effect's name within the visit. */
function effectOf(type: string, payload: JsonObject): string {
  if (type !== 'approval') return text(payload['effect']);
  return `${text(payload['visit'])}/${text(payload['validator'])}`;
}

function kindOf({ kind, requests }: JsonObject): string {
  if (typeof kind === 'string') return kind;
  const first = isJsonList(requests) ? requests[0] : undefined;
  return first !== undefined && isJsonObject(first) ? text(first['type']) : '';
}

function spentBy(usage: Json | undefined): TimelineSpent | undefined {
  if (usage === undefined || !isJsonObject(usage)) return undefined;
  return { inputTokens: number(usage['inputTokens']), outputTokens: number(usage['outputTokens']), micros: number(usage['micros']) };
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function number(value: Json | undefined): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0;
}
