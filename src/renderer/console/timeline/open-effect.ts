import type { TimelineRows } from './timeline-rows.ts';

/** The effect that began last and has no outcome yet. */
export function openEffect(rows: TimelineRows): string | undefined {
  const closed = new Set<number>();
  for (let seq = rows.length; seq > 0; seq -= 1) {
    const effect = rows.effect[seq - 1] ?? 0;
    const type = rows.typeOf(seq);
    if (effect === 0) continue;
    if (type === 'effect_scheduled' && !closed.has(effect)) return rows.effectAt(seq);
    if (type === 'effect_completed' || type === 'effect_failed' || type === 'effect_scheduled') closed.add(effect);
  }
  return undefined;
}
