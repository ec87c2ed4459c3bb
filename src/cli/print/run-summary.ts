import type { ArtifactView } from '../../core/domain/operations/artifacts.ts';
import type { RunView } from '../../core/domain/operations/runs.ts';
import type { Look } from './printer.ts';
import { waitWords } from './run-words.ts';
import { details } from './table.ts';
import { pretty, shown, size } from './words.ts';

/** The last line of `aiwm run --json`: how the run stands and what it made, without its definition and state. It is no row and has no `seq`. */
export function runSummaryJson({ seq: _s, definition: _d, definitionHash: _h, nodes: _n, vars: _v, active: _a, visited: _i, ...run }: RunView, artifacts: readonly ArtifactView[]): object {
  return { type: 'run', ...run, artifacts };
}

/** The same for a person. */
export function runSummaryText(run: RunView, artifacts: readonly ArtifactView[], { paint }: Look): string {
  const style = run.status === 'completed' ? 'success' : run.status === 'failed' ? 'error' : 'warning';
  const waits = waitWords(run);
  return details(
    [
      ['run', run.id],
      ['status', paint(style, run.outcome === undefined ? run.status : `${run.status} (${run.outcome})`)],
      ...(waits.length === 0 || run.endedAt !== undefined ? [] : [['waits for', waits.join('; ')] as const]),
      ...(run.outputs === undefined ? [] : [['outputs', typeof run.outputs === 'object' ? pretty(run.outputs) : shown(run.outputs)] as const]),
      ...artifacts.map((artifact) => ['artifact', `${artifact.name}  ${size(artifact.bytes)}  ${artifact.path ?? artifact.id}`] as const),
    ],
    { paint },
  );
}
