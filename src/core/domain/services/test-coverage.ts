import type { TestLine } from '../operations/tests.ts';
import type { CoverItem } from '../runtime/testing/coverage.ts';
import type { CoverageReport } from '../runtime/testing/generate-tests.ts';
import type { VerifyFinding } from '../runtime/verify/verify.ts';

/** What generated tests came by, and why not by the rest. */
export function coverageLine(workflow: string, { nodes, transitions, conditions, uncovered, isWhole, stops }: CoverageReport, findings: readonly VerifyFinding[]): TestLine {
  const bound = boundText({ isWhole, stops });
  return {
    type: 'coverage',
    workflow,
    nodes,
    transitions,
    conditions,
    uncovered: uncovered.map((item) => ({ kind: item.kind, where: item.where, ...(item.value === undefined ? {} : { value: item.value }), reason: findingAt(item, findings) ?? bound })),
  };
}

/** Why there was no way, and what brings one about. */
function boundText({ isWhole, stops: [stop] }: Pick<CoverageReport, 'isWhole' | 'stops'>): string {
  const advice = 'run it once for real, whose values are then tried, too';
  if (stop !== undefined) return `ways that were tried end at "${stop.node}": ${stop.message.replace(/\.$/u, '')}; ${advice}`;
  return `${isWhole ? 'no way leads there with the values that were tried' : 'not found within the inputs that were tried'}; ${advice}`;
}

/** What verify says of the place itself, or of the node or transition it belongs to. */
function findingAt({ where }: CoverItem, findings: readonly VerifyFinding[]): string | undefined {
  const part = where.split('.').slice(0, 2).join('.');
  return (findings.find((finding) => finding.where === where) ?? findings.find((finding) => finding.where === part || finding.where.startsWith(`${part}.`)))?.message;
}
