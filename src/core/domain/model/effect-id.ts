/** The parts of an effect's id `visit/action.n`. */
export interface EffectParts {
  readonly visit: string;
  readonly action: string;
  /** From 1 per action within a visit; a retry keeps it. */
  readonly n: number;
}

/** The structural id of the n-th effect of an action within a visit. */
export function effectId(visit: string, action: string, n: number): string {
  return `${visit}/${action}.${n}`;
}

/** The parts of an effect's id; undefined for a text that is none. */
export function effectParts(id: string): EffectParts | undefined {
  const slash = id.lastIndexOf('/');
  const dot = id.lastIndexOf('.');
  const n = Number(id.slice(dot + 1));
  if (slash === -1 || dot < slash || !Number.isInteger(n)) return undefined;
  return { visit: id.slice(0, slash), action: id.slice(slash + 1, dot), n };
}

/** The id of what people are asked by a validator at a visit. */
export function approvalId(visit: string, validator: string): string {
  return `${visit}/${validator}`;
}

/** The id of something that belongs to the node itself: a timer, an incident. The run's own have no visit before them. */
export function ownId(visit: string, what: 'timer' | 'incident', name: string | number): string {
  return visit === '' ? `@${what}.${name}` : `${visit}/@${what}.${name}`;
}
