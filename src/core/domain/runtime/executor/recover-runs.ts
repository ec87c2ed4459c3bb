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

/** So many runs are read with one statement. */
const readTogether = 250;

/** So many are recovered before the host asks whether it is still wanted. */
const recoveredTogether = 2000;

/**
 * Puts the runs that were in the middle of something back on their feet and answers them, those that met fewer crashes
 * first. Nothing is performed here.
 */
export async function recoverRuns(deps: RecoverDeps): Promise<readonly RunId[]> {
  const { data, loader, fleet, onFault } = deps;
  const ids = (await data.runs.unfinished()).filter(({ status }) => cutShort.includes(status)).map(({ id }) => id);
  const found: LoadedRun[] = [];
  for (let from = 0; from < ids.length; from += readTogether) found.push(...(await loader.loadMany(ids.slice(from, from + readTogether), onFault)));
  const inOrder = found.toSorted((a, b) => interruptionsOf(a.state) - interruptionsOf(b.state));
  for (const together of inTurns(inOrder)) {
    if (!deps.isWanted()) return [];
    await Promise.all(together.map((loaded) => fleet.adopt(deps.driverFor(loaded), (driver) => recoverRun(driver, deps)).catch(onFault)));
  }
  if (await data.isForeign()) await holdAll(deps);
  return inOrder.map(({ runId }) => runId);
}

/** Runs that met equally many crashes are recovered together, and share their commits; a poisonous one stays behind those that met none. */
function inTurns(inOrder: readonly LoadedRun[]): readonly (readonly LoadedRun[])[] {
  const turns: LoadedRun[][] = [];
  let last: number | undefined;
  for (const loaded of inOrder) {
    const interruptions = interruptionsOf(loaded.state);
    const turn = turns.at(-1);
    if (turn === undefined || interruptions !== last || turn.length === recoveredTogether) turns.push([loaded]);
    else turn.push(loaded);
    last = interruptions;
  }
  return turns;
}

/** Data copied or restored from elsewhere: its runs may go on there, so that here each waits for a person's word. */
async function holdAll({ data, fleet, onFault }: RecoverDeps): Promise<void> {
  const ids = (await data.runs.unfinished()).map(({ id }) => id);
  for (let from = 0; from < ids.length; from += readTogether) await Promise.all(ids.slice(from, from + readTogether).map((id) => fleet.use(id, holdRun).catch(onFault)));
  await data.adopt();
}
