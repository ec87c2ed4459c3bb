import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { problemWords } from '../../strings/designer-problems.ts';
import { countBySeverity, severities, type Severity } from '../problems/shown-findings.ts';

export interface SaidProblems {
  /** `1 error, 2 warnings`; empty where nothing is wrong. */
  readonly words: string;
  readonly worst: Severity | undefined;
}

/** What is wrong with one thing, as the problems and the canvas count it. */
export function problemsSaid(findings: readonly Finding[]): SaidProblems {
  const counts = countBySeverity(findings);
  // A hint is no problem: the foot of the designer and the canvas do not count it either.
  const found = severities.filter((severity) => severity !== 'info' && counts[severity] > 0);
  return { words: found.map((severity) => problemWords.counted[severity](counts[severity])).join(', '), worst: found[0] };
}
