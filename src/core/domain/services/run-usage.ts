import { present } from '../model/present.ts';
import type { RunView } from '../operations/runs.ts';
import type { UsageRow } from '../ports/run-commit.ts';

/** What a run used by its own calls; what a fork took over cost nothing and is not among it. */
export function runUsage(rows: readonly UsageRow[]): RunView['usage'] {
  const own = rows.filter(({ how }) => how !== 'inherited');
  const priced = own.filter(({ micros }) => micros !== undefined);
  return {
    inputTokens: own.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    outputTokens: own.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
    calls: own.reduce((sum, { calls }) => sum + calls, 0),
    ...present({ micros: priced.length === 0 ? undefined : priced.reduce((sum, { micros = 0 }) => sum + micros, 0) }),
  };
}
