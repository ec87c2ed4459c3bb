import { RunId } from '../../../src/core/domain/model/ids.ts';
import type { WorkflowDataPort } from '../../../src/core/domain/ports/workflow-data-port.ts';

/** What became of the steps a process said were kept. */
export interface KeptSteps {
  /** Runs that hold fewer steps than were acknowledged. */
  readonly lost: number;
  /** What is not as it must be whatever was lost: the database is damaged, or a journal has a gap. */
  readonly damage?: string;
}

/** The last acknowledged step of each run, from what the committing process said. */
export function acknowledgedSteps(said: readonly string[]): ReadonlyMap<string, number> {
  const steps = new Map<string, number>();
  for (const text of said) {
    const [word, run = '', seq = ''] = text.trim().split(' ');
    if (word === 'ack') steps.set(run, Math.max(steps.get(run) ?? 0, Number(seq)));
  }
  return steps;
}

/** Looks for every acknowledged step in a database that has been opened again. */
export async function compareSteps(port: WorkflowDataPort, acknowledged: ReadonlyMap<string, number>): Promise<KeptSteps> {
  const { integrity } = await port.inspect();
  if (integrity !== 'ok') return { lost: 0, damage: String(integrity) };
  let lost = 0;
  for (const [id, seq] of acknowledged) {
    const runId = RunId.parse(id);
    const rows = await port.runs.events(runId, { after: 0, limit: 1_000_000 });
    const row = await port.runs.get(runId);
    if (rows.some((event, index) => event.seq !== index + 1) || (row?.seq ?? 0) !== rows.length) return { lost, damage: `the journal of run ${id} has a gap` };
    if (rows.length < seq) lost += 1;
  }
  return { lost };
}

/** Numbers in [0, 1) that follow from the seed, so that a failure comes again. */
export function sequence(seed: number): () => number {
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
