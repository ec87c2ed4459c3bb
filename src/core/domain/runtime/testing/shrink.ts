import type { Told } from '../decide.ts';
import { nextChoices, type Environment } from '../explore/environment.ts';
import type { ExploredStep } from '../explore/explore.ts';
import { type Flaw, flawOfEnd, flawOfStep } from './judge-step.ts';
import { type Machine, take } from './machine.ts';
import type { ModelFault } from './model-faults.ts';

/** An input of a path, and what the model did in it. */
export interface Played {
  readonly told: Told;
  readonly fault?: ModelFault;
}

const mostTries = 400;

/** What is wrong with a run that is told these things, as far as it takes them. */
export function flawOfPath(machine: Machine, environment: Environment, path: readonly Played[]): Flaw | undefined {
  let last: ExploredStep | undefined;
  for (const { told, fault } of path) {
    const taken = take(machine, last, { ...told, at: Math.max(told.at, last?.state.at ?? 0) });
    if (taken.kind === 'fault') return { code: 'engine_error', message: `The engine threw: ${taken.message}` };
    if (taken.kind === 'refused') continue;
    const flaw = flawOfStep(machine, taken.step, fault);
    if (flaw !== undefined) return flaw;
    last = taken.step;
  }
  if (last === undefined || nextChoices(environment, last.state).length > 0) return undefined;
  return flawOfEnd(machine, last.state);
}

/** The path without what is not needed for the same flaw to show: the shortest that leaving things out leads to. */
export function shrunk(machine: Machine, environment: Environment, { path, flaw }: { readonly path: readonly Played[]; readonly flaw: Flaw }): readonly Played[] {
  const isSame = (shorter: readonly Played[]): boolean => {
    const found = flawOfPath(machine, environment, shorter);
    return found?.code === flaw.code && found.message === flaw.message;
  };
  let best = path;
  let tries = 0;
  for (let size = Math.max(1, Math.floor(best.length / 2)); size >= 1; size = size === 1 ? 0 : Math.floor(size / 2)) {
    // Without its start it would be the way of no run.
    for (let from = best.length - size; from >= 1 && tries < mostTries; from -= size) {
      const shorter = best.toSpliced(from, size);
      tries += 1;
      if (isSame(shorter)) best = shorter;
    }
  }
  return best;
}
