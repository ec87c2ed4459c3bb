import type { TimelineFact } from '../../../core/domain/model/timeline-fact.ts';

/** The tracks of a timeline, in the order they are drawn. */
export const laneNames = ['state', 'effects', 'model', 'human', 'money'] as const;
export type LaneName = (typeof laneNames)[number];

/** Tracks as bits, the first lane the lowest: a paid answer of a model is on two of them. */
export type Lanes = number;

export function bitOf(lane: LaneName): Lanes {
  return 1 << laneNames.indexOf(lane);
}

export function isOnLane(lanes: Lanes, lane: LaneName): boolean {
  return (lanes & bitOf(lane)) !== 0;
}

/** Every lane a row is on; `kind` is that of the effect the row is about. */
export function lanesOf({ type, action, spent }: Pick<TimelineFact, 'type' | 'action' | 'spent'>, kind: string): Lanes {
  const paid = spent === undefined ? 0 : bitOf('money');
  if (type === 'claim_refused') return bitOf('money');
  if (byPeople.has(type)) return bitOf('human');
  if (action === '') return bitOf('state') | paid;
  return bitOf(kind.startsWith('llm.') ? 'model' : 'effects') | paid;
}

const byPeople: ReadonlySet<string> = new Set(['start', 'command', 'signal', 'card', 'card_requested', 'approval', 'approval_requested', 'incident_opened', 'incident_closed', 'migrate']);
