import type { RunId, WorkflowId } from '../model/ids.ts';
import type { Settings } from '../model/settings.ts';
import type { RunPart } from '../model/run-parts.ts';
import type { RunKeys } from '../ports/run-keys.ts';
import type { PrunableRun, PruneFilter, RunHistory } from '../ports/run-history.ts';

/** What is to go, and why. */
export interface PrunePlan extends PruneFilter {
  /** An age that was passed, or a quota that is exceeded. */
  readonly reason: 'age' | 'quota';
  /** Stop once so many bytes are free. */
  readonly bytes?: number;
}

/** What went, or would go. */
export interface PruneTally {
  readonly part: RunPart;
  readonly reason: PrunePlan['reason'];
  readonly workflowId: WorkflowId;
  readonly runs: number;
  readonly bytes: number;
}

export interface PruneOptions {
  readonly history: RunHistory;
  /** Of runs with sensitive values: a run that goes takes its key along. */
  readonly keys: Pick<RunKeys, 'remove'>;
  readonly plans: readonly PrunePlan[];
  /** Only say what would go. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  /** Runs that lose something, each once whatever it loses, with the bytes a preview has counted of it; shared by calls that belong together. */
  readonly touched?: Map<string, number>;
  /** Hears of each slice, and may rest between two. */
  readonly afterSlice?: (done: { readonly runs: number; readonly bytes: number }) => Promise<void> | void;
}

/** So many runs share a transaction: short enough that no commit of a run waits long for it, … */
const sliceSize = 50;
/** … and more where the disk fills faster than that. */
const urgentSlice = 200;
const dayMs = 86_400_000;

type Limits = Pick<Settings['retention'], 'payloadDays' | 'eventDays' | 'runDays' | 'keepFailed' | 'archivedOnly'>;

/** What age lets go: large values first, then journals, then runs. */
export function plansOfAge({ payloadDays, eventDays, runDays, keepFailed, archivedOnly }: Limits, { now, workflowId }: { readonly now: number; readonly workflowId?: WorkflowId }): readonly PrunePlan[] {
  const of = { keepFailed, reason: 'age' as const, ...(workflowId === undefined ? {} : { workflowId }) };
  return [
    { ...of, part: 'payloads', endedBefore: now - payloadDays * dayMs, archivedOnly },
    { ...of, part: 'events', endedBefore: now - eventDays * dayMs, archivedOnly },
    { ...of, part: 'run', endedBefore: now - runDays * dayMs, archivedOnly },
  ];
}

/**
 * What has to go until so many bytes are free: first what age lets go in any case, then older runs before newer ones, in
 * stretches of time that halve towards now. Of a stretch large values go and then journals, so that the newest runs lose
 * theirs after the journals of older ones; whole runs go last.
 */
export function plansOfQuota(bytes: number, limits: Limits, now: number): readonly PrunePlan[] {
  const { keepFailed, archivedOnly } = limits;
  const of = { keepFailed, archivedOnly, reason: 'quota' as const, bytes };
  const ends = [...new Set(stretches.map((part) => now - limits.payloadDays * dayMs * part)), Number.MAX_SAFE_INTEGER];
  return [
    ...plansOfAge(limits, { now }).map((plan) => ({ ...plan, bytes })),
    ...ends.flatMap((endedBefore) => [{ ...of, part: 'payloads' as const, endedBefore }, { ...of, part: 'events' as const, endedBefore }]),
    { ...of, part: 'run', endedBefore: Number.MAX_SAFE_INTEGER },
  ];
}

const stretches = [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32];

/**
 * Takes what the plans name in small transactions, or only says what would go. It may be stopped between any two: what went
 * is gone, the rest stays. Plans of a quota share one number of bytes.
 */
export async function pruneHistory({ history, keys, plans, dryRun = false, signal, touched = new Map(), afterSlice }: PruneOptions): Promise<readonly PruneTally[]> {
  const tallies = new Map<string, PruneTally>();
  let bytes = 0;
  const note = (plan: PrunePlan, gone: readonly PrunableRun[]): void => {
    for (const run of gone) {
      const freed = Math.max(0, run.bytes - (touched.get(run.id) ?? 0));
      // A preview takes nothing: the next part would find these bytes again.
      touched.set(run.id, dryRun ? run.bytes : 0);
      addTo(tallies, plan, { ...run, bytes: freed });
      bytes += freed;
    }
  };
  for (const plan of plans) {
    for await (const slice of slices(history, plan)) {
      if (signal?.aborted === true || bytes >= (plan.bytes ?? Number.POSITIVE_INFINITY)) break;
      const wanted = slice.slice(0, enough(slice, (plan.bytes ?? Number.POSITIVE_INFINITY) - bytes));
      const gone = dryRun ? wanted : await history.prune(wanted.map(({ id }): RunId => id), plan);
      if (plan.part === 'run' && !dryRun) for (const { id } of gone) await keys.remove(id);
      note(plan, gone);
      await afterSlice?.({ runs: touched.size, bytes });
    }
  }
  return [...tallies.values()];
}

async function* slices(history: RunHistory, plan: PrunePlan): AsyncGenerator<readonly PrunableRun[]> {
  let after: PrunableRun | undefined;
  for (;;) {
    const page = await history.prunable({ ...plan, limit: plan.reason === 'quota' ? urgentSlice : sliceSize, ...(after === undefined ? {} : { after }) });
    if (page.length === 0) return;
    // Asked for first: the cursor is a run that may be gone afterwards.
    after = page.at(-1);
    yield page;
  }
}

/** How many of the runs make so many bytes. */
function enough(runs: readonly PrunableRun[], bytes: number): number {
  let sum = 0;
  const index = runs.findIndex((run) => (sum += run.bytes) >= bytes);
  return index === -1 ? runs.length : index + 1;
}

function addTo(tallies: Map<string, PruneTally>, { part, reason }: PrunePlan, { workflowId, bytes }: PrunableRun): void {
  const key = `${part} ${reason} ${workflowId}`;
  const before = tallies.get(key);
  tallies.set(key, { part, reason, workflowId, runs: (before?.runs ?? 0) + 1, bytes: (before?.bytes ?? 0) + bytes });
}
