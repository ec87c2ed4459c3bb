/** The tracks of a timeline, in the order they are drawn. */
export const laneNames = ['state', 'effects', 'model', 'human', 'money'] as const;
export type LaneName = (typeof laneNames)[number];

/** Tracks as bits, the first lane the lowest: a paid answer of a model is on two of them. */
export type Lanes = number;

const bits: Readonly<Record<LaneName, Lanes>> = { state: 1, effects: 2, model: 4, human: 8, money: 16 };

export function bitOf(lane: LaneName): Lanes {
  return bits[lane];
}

export function isOnLane(lanes: Lanes, lane: LaneName): boolean {
  return (lanes & bitOf(lane)) !== 0;
}

/** Every lane a row is on; `kind` is that of the effect the row is about. */
export function lanesOf({ type, hasEffect, isPaid }: { readonly type: string; readonly hasEffect: boolean; readonly isPaid: boolean }, kind: string): Lanes {
  const paid = isPaid ? bits.money : 0;
  if (type === 'claim_refused') return bits.money;
  if (byPeople.has(type)) return bits.human;
  if (!hasEffect) return bits.state | paid;
  return (kind.startsWith('llm.') ? bits.model : bits.effects) | paid;
}

const byPeople: ReadonlySet<string> = new Set(['start', 'command', 'signal', 'card', 'card_requested', 'approval', 'approval_requested', 'incident_opened', 'incident_closed', 'migrate']);
