import type { RunId } from '../../model/ids.ts';
import type { RunStatus } from '../../model/run.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import { holdRun, interruptionsOf, recoverRun } from './recover-run.ts';
import type { RunDriver } from './run-driver.ts';
import type { LoadedRun } from './run-entry.ts';
import type { RunFleet } from './run-fleet.ts';
import type { RunLoader } from './run-loader.ts';

export interface RecoverDeps {
  readonly data: Pick<WorkflowDataPort, 'runs' | 'isForeign' | 'adopt'>;
  readonly loader: Pick<RunLoader, 'loadMany'>;
  readonly fleet: RunFleet;
  driverFor(loaded: LoadedRun): RunDriver;
  readonly now: () => number;
  /** The host before stopped without a word: what was under way was cut short, and is counted. */
  readonly afterCrash: boolean;
  /** Whether the outside can be asked what became of an effect of this kind. */
  hasProbe(kind: string): boolean;
  /** False once the host closes, or another one owns the directory. */
  isWanted(): boolean;
  readonly onFault: (error: unknown) => void;
}

/** What a host leaves when it dies under way; every other run waits for something outside, or is over. */
const cutShort: readonly RunStatus[] = ['queued', 'running', 'pausing'];

/** So many runs are read with one statement, and share their commits. */
const together = 500;

/**
 * Puts the runs that were in the middle of something back on their feet and answers them, those that met fewer crashes
 * first: a poisonous one stays behind those that met none. Nothing is performed here.
 *
 * Nearly all have met none, and are recovered as they are read: what is committed and what is read next take turns with the
 * processor and the disk. The others wait until everything is read.
 */
export async function recoverRuns(deps: RecoverDeps): Promise<readonly RunId[]> {
  const { data, loader, onFault } = deps;
  const ids = await cutShortRuns(data.runs);
  const recovered: RunId[] = [];
  const interrupted: LoadedRun[] = [];
  let underWay: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < ids.length; from += together) {
    if (!deps.isWanted()) break;
    const well: LoadedRun[] = [];
    for (const loaded of await loader.loadMany(ids.slice(from, from + together), onFault)) (interruptionsOf(loaded.state) === 0 ? well : interrupted).push(loaded);
    recovered.push(...well.map(({ runId }) => runId));
    // Two stretches are in memory at most, however far reading is ahead of the disk.
    await underWay;
    underWay = recoverAll(deps, well);
  }
  await underWay;
  for (const turn of inTurns(interrupted)) {
    if (!deps.isWanted()) break;
    await recoverAll(deps, turn);
    recovered.push(...turn.map(({ runId }) => runId));
  }
  if (!deps.isWanted()) return [];
  if (await data.isForeign()) await holdAll(deps);
  return recovered;
}

/** Runs that were in the middle of something when they were last written. */
export async function cutShortRuns(runs: Pick<WorkflowDataPort['runs'], 'unfinished'>): Promise<readonly RunId[]> {
  return (await runs.unfinished()).filter(({ status }) => cutShort.includes(status)).map(({ id }) => id);
}

async function recoverAll({ fleet, onFault, ...deps }: RecoverDeps, runs: readonly LoadedRun[]): Promise<void> {
  await Promise.all(runs.map((loaded) => fleet.adopt(deps.driverFor(loaded), (driver) => recoverRun(driver, deps)).catch(onFault)));
}

/** Those that met fewer crashes first; those that met equally many are recovered together. */
function inTurns(runs: readonly LoadedRun[]): readonly (readonly LoadedRun[])[] {
  const turns = new Map<number, LoadedRun[]>();
  for (const loaded of runs.toSorted((a, b) => interruptionsOf(a.state) - interruptionsOf(b.state))) {
    const interruptions = interruptionsOf(loaded.state);
    const turn = turns.get(interruptions);
    if (turn === undefined) turns.set(interruptions, [loaded]);
    else turn.push(loaded);
  }
  return [...turns.values()].flatMap((turn) => stretchesOf(turn));
}

function stretchesOf(turn: readonly LoadedRun[]): readonly (readonly LoadedRun[])[] {
  return Array.from({ length: Math.ceil(turn.length / together) }, (_, index) => turn.slice(index * together, (index + 1) * together));
}

/** Data copied or restored from elsewhere: its runs may go on there, so that here each waits for a person's word. */
async function holdAll({ data, fleet, onFault }: RecoverDeps): Promise<void> {
  const ids = (await data.runs.unfinished()).map(({ id }) => id);
  for (let from = 0; from < ids.length; from += together) await Promise.all(ids.slice(from, from + together).map((id) => fleet.use(id, holdRun).catch(onFault)));
  await data.adopt();
}
