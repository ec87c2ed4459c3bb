import type { Json } from '../../model/json.ts';
import type { RegionState } from '../../model/run-state.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import type { Told } from '../decide.ts';
import { visitsOf } from '../evolve/region-tree.ts';
import type { TestedValues } from '../flow/tested-values.ts';
import { type Environment, nextChoices } from './environment.ts';
import { startChoices } from './start-choices.ts';
import { type ExploredStep, inputsOf } from './explore.ts';
import { KnownSteps } from './known-steps.ts';

/** What to look for, and what helps to find it. */
export interface Search {
  /** Whether the step shows it. */
  readonly isFound: (step: ExploredStep) => boolean;
  /** Nodes still to go from each node to where it may show; a node that is missing is too far away. */
  readonly distances?: ReadonlyMap<string, number>;
  /** Values to try first, by path. */
  readonly preferred?: ReadonlyMap<string, Json>;
  /** What is looked for takes many rounds without an input from outside: the same situation is another one after more of them. */
  readonly isRepeating?: boolean;
  readonly mostSteps?: number;
  readonly hasFaults?: boolean;
  /** What earlier searches in the same definition came by. */
  readonly known?: KnownSteps;
}

interface Candidate {
  readonly step: ExploredStep;
  readonly distance: number;
  /** What may happen next and was not tried yet; absent where nothing was. */
  readonly left?: readonly Told[];
}

/** Inputs that lead a run to what is looked for, nearest first; undefined when none are found within the bounds. */
export function findPath(workflow: CompiledDefinition, tested: TestedValues, search: Search): readonly Told[] | undefined {
  const { mostSteps = 300, hasFaults = true, preferred, known = new KnownSteps(workflow) } = search;
  const environment: Environment = { workflow, tested, hasFaults, ...(preferred === undefined ? {} : { preferred }) };
  const seen = new Set<string>();
  const open: Candidate[] = [];
  let steps = 0;

  // What leads nearer is followed before anything else is tried at the same place: that is most of what there is to try.
  const meet = (from: Candidate | undefined, choices: readonly Told[]): ExploredStep | undefined => {
    const before = from?.step;
    const entered: Candidate[] = [];
    for (const [at, told] of choices.entries()) {
      if (steps >= mostSteps) break;
      steps += 1;
      const step = known.step(before, told);
      if (step === undefined) continue;
      if (search.isFound(step)) return step;
      const key = search.isRepeating === true ? `${rounds(step.state.root, step.state.outside)} ${known.situation(step)}` : known.situation(step);
      if (seen.has(key)) continue;
      seen.add(key);
      const distance = distanceOf(search, step);
      entered.push({ step, distance });
      if (from === undefined || distance >= from.distance) continue;
      open.push({ ...from, left: choices.slice(at + 1) });
      break;
    }
    open.push(...entered.toReversed());
    return undefined;
  };

  let found = meet(undefined, startChoices(environment));
  // Once the steps are used up, what is open is emptied without another one.
  while (found === undefined && open.length > 0) {
    const [next] = open.splice(nearest(open), 1);
    if (next !== undefined) found = meet(next, next.left ?? nextChoices(environment, next.step.state));
  }
  return found === undefined ? undefined : inputsOf(found);
}

/** The nearest, the latest of equal ones. */
function nearest(open: readonly Candidate[]): number {
  let best = open.length - 1;
  for (let at = open.length - 2; at >= 0; at -= 1) {
    if ((open[at]?.distance ?? 0) < (open[best]?.distance ?? 0)) best = at;
  }
  return best;
}

/** How often the run came by the same node since it was told anything from outside. */
function rounds({ recent, active }: RegionState, outside: number): number {
  const own = recent.since === outside ? Object.values(recent.visits) : [];
  return Math.max(0, ...own, ...(active?.bodies ?? []).map((body) => rounds(body, outside)));
}

const tooFar = 10_000;

function distanceOf({ distances }: Search, { state }: ExploredStep): number {
  if (distances === undefined) return 0;
  if (state.ended !== undefined) return tooFar;
  return Math.min(tooFar, ...visitsOf(state.root).map((visit) => distances.get(visit.node) ?? tooFar));
}
