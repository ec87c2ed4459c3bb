import { distancesTo } from '../flow/distances.ts';
import { findPath } from '../explore/find-path.ts';
import { KnownSteps } from '../explore/known-steps.ts';
import type { Analysis, Draft } from './analysis.ts';
import type { VerifyFinding } from './finding.ts';

/** Faults that are tried out for one definition at most; beyond them a finding stands without its trace. */
const mostTried = 25;
const stepsOfAll = 3000;

/** The drafts as findings: where a fault is one of behaviour, with a run that shows it, or without the fault where none does. */
export function withTraces({ compiled, graph, tested, notAnalysed }: Analysis, drafts: readonly Draft[]): readonly VerifyFinding[] {
  const tried = drafts.filter(({ shows }) => shows !== undefined).length;
  if (tried > mostTried) notAnalysed.add(`a run that shows it, for ${tried - mostTried} of the findings`);
  const mostSteps = Math.max(100, Math.floor(stepsOfAll / Math.max(1, Math.min(tried, mostTried))));
  const known = new KnownSteps(compiled);
  let left = mostTried;
  return drafts.flatMap(({ shows, unshown, ...finding }): readonly VerifyFinding[] => {
    if (shows === undefined) return [finding];
    left -= 1;
    const { node, isShown, ...search } = shows;
    const trace = left < 0 ? undefined : findPath(compiled, tested, { ...search, isFound: isShown, distances: distancesTo(graph, node), mostSteps, known });
    if (trace !== undefined) return [{ ...finding, trace }];
    if (unshown === 'drop') return [];
    return unshown === 'info' ? [{ ...finding, severity: 'info', message: `${finding.message} No run was found that does.` }] : [finding];
  });
}
