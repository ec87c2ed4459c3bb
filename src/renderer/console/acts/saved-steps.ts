import { nodeOf } from '../../../core/domain/model/region-path.ts';
import type { TimelineRows } from '../timeline/timeline-rows.ts';

const entries: ReadonlySet<string> = new Set(['run_started', 'pass_started', 'transition_committed']);

/** The steps whose context the journal holds: those the run came to, in the order it came to them first. */
export function savedSteps(rows: Pick<TimelineRows, 'length' | 'typeOf' | 'visitAt'>): readonly string[] {
  const found = new Set<string>();
  for (let seq = 1; seq <= rows.length; seq += 1) {
    if (!entries.has(rows.typeOf(seq))) continue;
    const visit = rows.visitAt(seq);
    if (visit !== '') found.add(nodeOf(visit));
  }
  return [...found];
}
