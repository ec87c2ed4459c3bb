import type { Json } from '../../../../core/domain/model/json.ts';
import { sameJson } from '../../../../core/domain/model/same-json.ts';
import type { RunStatus } from '../../../../core/domain/model/run.ts';
import type { Client } from '../../../client/connect.ts';

export type RunsInput = Parameters<Client['runs']['list']>[0];

// The addresses are known before anything else is loaded, so that the schemas these stand in are not asked.
const open = ['queued', 'running', 'waiting', 'pausing', 'paused'] as const satisfies readonly RunStatus[];
const ended = ['completed', 'failed', 'cancelled'] as const satisfies readonly RunStatus[];

export const stateChoices = ['open', 'ended', ...open, ...ended] as const;
export const starters = ['user', 'token', 'schedule', 'workflow', 'system'] as const;
/** Hours back from now. */
export const stretches = { hour: 1, day: 24, week: 168, month: 720 } as const;

/** What the list of runs is narrowed to, as the address of the page says it; what is absent is not asked for. */
export interface RunsFilter {
  readonly text?: string;
  readonly state?: (typeof stateChoices)[number];
  readonly workflow?: string;
  readonly by?: (typeof starters)[number];
  readonly since?: keyof typeof stretches;
  readonly of?: 'draft' | 'published';
  /** US dollars, as they were typed. */
  readonly cost?: string;
  readonly needs?: 'person';
  readonly order?: 'oldest';
}

/** The filter an address or a saved view names; whatever is no filter is left out. */
export function readRunsFilter(search: Readonly<Record<string, unknown>>): RunsFilter {
  const { text, workflow, cost } = search;
  const typed = typeof cost === 'number' || typeof cost === 'string' ? String(cost) : '';
  return {
    ...(typeof text === 'string' || typeof text === 'number' ? { text: String(text).slice(0, 200) } : {}),
    ...oneOf(search, 'state', stateChoices),
    ...(typeof workflow === 'string' && workflow !== '' ? { workflow } : {}),
    ...oneOf(search, 'by', starters),
    ...oneOf(search, 'since', Object.keys(stretches) as (keyof typeof stretches)[]),
    ...oneOf(search, 'of', ['draft', 'published'] as const),
    ...(microsOf(typed) === undefined ? {} : { cost: typed }),
    ...oneOf(search, 'needs', ['person'] as const),
    ...oneOf(search, 'order', ['oldest'] as const),
  };
}

function oneOf<Name extends string, Value extends string>(search: Readonly<Record<string, unknown>>, name: Name, values: readonly Value[]): { readonly [Key in Name]?: Value } {
  const value = values.find((each) => each === search[name]);
  return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value };
}

/** A price that was typed, in millionths of a US dollar. */
export function microsOf(cost: string): number | undefined {
  const typed = cost.trim().replace(',', '.');
  return /^\d{1,6}(?:\.\d{1,6})?$/u.test(typed) ? Math.round(Number(typed) * 1_000_000) : undefined;
}

/** The question a filter asks; "the last day" is counted from `now`. */
export function runsInput({ text = '', state, workflow, by, since, of, cost = '', needs, order }: RunsFilter, now: number): RunsInput {
  const micros = microsOf(cost);
  const search = text.trim();
  return {
    ...(search === '' ? {} : { search }),
    ...(state === undefined ? {} : { statuses: statusesOf(state) }),
    ...(workflow === undefined ? {} : { workflow }),
    ...(by === undefined ? {} : { startedBy: by }),
    ...(since === undefined ? {} : { startedFrom: new Date(now - stretches[since] * 3_600_000).toISOString() }),
    ...(of === undefined ? {} : { draft: of === 'draft' }),
    ...(micros === undefined ? {} : { microsFrom: micros }),
    ...(needs === undefined ? {} : { needsPerson: true }),
    ...(order === undefined ? {} : { order }),
  };
}

function statusesOf(state: NonNullable<RunsFilter['state']>): RunStatus[] {
  if (state === 'ended') return [...ended];
  return state === 'open' ? [...open] : [state];
}

/** The same question as flags of the command line: what is only narrowed to published versions is said with its value. */
export function runsFlags(input: RunsInput): Readonly<Record<string, Json>> {
  const { draft, ...flags } = input;
  return { ...flags, ...(draft === undefined ? {} : { draft: draft || 'false' }) } as Readonly<Record<string, Json>>;
}

/** Whether anything is asked for but the order. */
export function isNarrowed({ order: _order, ...filter }: RunsFilter): boolean {
  return Object.keys(filter).length > 0;
}

/** How many things are asked for besides the text and the order. */
export function countNarrowed({ order: _order, text: _text, ...filter }: RunsFilter): number {
  return Object.keys(filter).length;
}

/** A filter as a saved view keeps it: as it stands in an address. */
export function viewQuery(filter: RunsFilter): string {
  return new URLSearchParams(Object.entries(filter)).toString();
}

export function readViewQuery(query: string): RunsFilter {
  return readRunsFilter(Object.fromEntries(new URLSearchParams(query)));
}

/** Whether a text that narrows the list was only written on: going back leaves out the letters in between. */
export function isTypedOn(before: RunsFilter, after: RunsFilter): boolean {
  return before.text !== undefined && after.text !== undefined && sameJson({ ...before, text: '' }, { ...after, text: '' });
}
