import { endedStatuses } from '../../../../core/domain/model/run.ts';
import type { RunSummary } from '../../../../core/domain/operations/shapes.ts';
import { commandWords } from '../../../../core/domain/model/command-line.ts';

/** What can be done to several runs, in the order it is offered. */
export const bulkActs = ['pause', 'resume', 'stop', 'pin', 'unpin', 'archive', 'purge'] as const;
export type BulkAct = (typeof bulkActs)[number];

export type Left = 'ended' | 'notPaused' | 'notEnded' | 'paused' | 'asIs' | 'takesNone';

/** Why a run is left out of an act; nothing for those it is done to. */
export function leftOut(act: BulkAct, run: Pick<RunSummary, 'status' | 'pinned' | 'may'>): Left | undefined {
  const hasEnded = endedStatuses.includes(run.status);
  switch (act) {
    case 'pause':
    case 'resume':
    case 'stop':
      return run.may.includes(act) ? undefined : whyNot(run);
    case 'pin':
      return run.pinned === true ? 'asIs' : undefined;
    case 'unpin':
      return run.pinned === false ? 'asIs' : undefined;
    case 'archive':
    case 'purge':
      return hasEnded ? undefined : 'notEnded';
  }
}

/** Why a run that may be steered otherwise does not take this. */
function whyNot({ status, may }: Pick<RunSummary, 'status' | 'may'>): Left {
  if (endedStatuses.includes(status)) return 'ended';
  if (may.length === 0) return 'takesNone';
  return may.includes('resume') ? 'paused' : 'notPaused';
}

export interface Parted<Run> {
  readonly fit: readonly Run[];
  readonly left: ReadonlyMap<Left, number>;
}

/** The runs an act is done to, and how many are left out for which reason. */
export function parted<Run extends Pick<RunSummary, 'status' | 'pinned' | 'may'>>(act: BulkAct, runs: readonly Run[]): Parted<Run> {
  const left = new Map<Left, number>();
  const fit = runs.filter((run) => {
    const why = leftOut(act, run);
    if (why !== undefined) left.set(why, (left.get(why) ?? 0) + 1);
    return why === undefined;
  });
  return { fit, left };
}

/** The command that does the same to these runs: one line, or one a run. */
export function bulkCommand(act: BulkAct, ids: readonly string[], directory: string): string {
  const line = (id: string): string => (act === 'archive' ? commandWords(['runs', 'archive', directory], { id }) : commandWords(['runs', act, id]));
  return ids.map(line).join(' && ');
}
