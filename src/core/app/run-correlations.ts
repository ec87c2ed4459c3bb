import { RunId } from '../domain/model/ids.ts';
import type { RunHeader } from '../domain/ports/run-commit.ts';
import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';

/** Runs whose id is remembered; above, all are forgotten and looked up again. */
const mostKnown = 10_000;

/** The correlation ids that runs were started with: what a run does later belongs to the command that began it. */
export class RunCorrelations {
  readonly #runs: Pick<WorkflowDataPort['runs'], 'get'>;
  readonly #known = new Map<string, string>();

  constructor(runs: Pick<WorkflowDataPort['runs'], 'get'>) {
    this.#runs = runs;
  }

  note(runId: string, { correlationId }: Pick<RunHeader, 'correlationId'>): void {
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(runId, correlationId);
  }

  /** Where it is remembered. */
  known(runId: string): string | undefined {
    return this.#known.get(runId);
  }

  async of(runId: string): Promise<string | undefined> {
    const known = this.#known.get(runId);
    if (known !== undefined) return known;
    const row = await this.#runs.get(RunId.parse(runId));
    if (row !== undefined) this.note(runId, row);
    return row?.correlationId;
  }
}
