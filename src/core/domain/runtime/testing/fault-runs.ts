import { placeOf } from '../../model/region-path.ts';
import type { RunState, WantedEffect } from '../../model/run-state.ts';
import type { Told } from '../decide.ts';
import { isBlocked } from '../decide/incidents.ts';
import { type Environment, nextChoices } from '../explore/environment.ts';
import { type ExploredStep, situation } from '../explore/explore.ts';
import { type Flaw, flawOfEnd, flawOfStep } from './judge-step.ts';
import { type Machine, stepsTo, take } from './machine.ts';
import { faultOutcome, type ModelFault } from './model-faults.ts';
import type { Played } from './shrink.ts';

/** What befalls the model of one action, from the first time it is asked. */
export interface FaultPlan {
  /** Where the action stands, `route/@decision`. */
  readonly spot: string;
  readonly fault: ModelFault;
  /** Every time, or the first time alone. */
  readonly times: 'always' | 'once';
}

export interface FaultRun {
  readonly path: readonly Played[];
  readonly last: ExploredStep | undefined;
  readonly flaw?: Flaw;
}

/** A run is over after so many inputs, or goes round. */
const longest = 300;

/** The action an effect belongs to, however often it is visited. */
export function spotOf({ visit, action }: Pick<WantedEffect, 'visit' | 'action'>): string {
  return `${placeOf(visit)}/${action}`;
}

/** The effect that is answered next. */
export function nextWanted(state: RunState): WantedEffect | undefined {
  return Object.values(state.wanted).find((wanted) => !isBlocked(state, wanted.visit));
}

/** Lets a run come to the model's fault by the inputs before it, and go on until nothing more happens by itself. */
export function runFault(machine: Machine, environment: Environment, { before, plan }: { readonly before: readonly Told[]; readonly plan: FaultPlan }): FaultRun {
  const path: Played[] = [];
  let last: ExploredStep | undefined;
  let strikes = 0;
  const seen = new Map<string, number>();
  const tell = (played: Played): Flaw | 'refused' | undefined => {
    const taken = take(machine, last, played.told);
    if (taken.kind === 'refused') return 'refused';
    path.push(played);
    if (taken.kind === 'fault') return { code: 'engine_error', message: `The engine threw: ${taken.message}` };
    last = taken.step;
    return flawOfStep(machine, taken.step, played.fault);
  };
  for (const told of before) {
    const flaw = tell({ told });
    if (flaw !== undefined) return flaw === 'refused' ? { path, last } : { path, last, flaw };
  }
  while (last !== undefined && path.length < longest) {
    const { state } = last;
    const struck = nextWanted(state);
    const isStruck = struck?.kind === 'llm.chat' && spotOf(struck) === plan.spot && (plan.times === 'always' || strikes === 0);
    const choices = isStruck ? [{ at: Math.max(state.at + 1000, struck.notBefore ?? 0), input: faultOutcome(plan.fault, struck) }] : nextChoices(environment, state);
    if (choices.length === 0) {
      const flaw = flawOfEnd(machine, state);
      return { path, last, ...(flaw === undefined ? {} : { flaw }) };
    }
    if (isStruck) strikes += 1;
    const flaw = tellOne(choices, isStruck ? plan.fault : undefined, turnOf(seen, state));
    if (flaw !== undefined) return { path, last, flaw };
  }
  const flaw = last === undefined ? undefined : flawOfLength(last);
  return { path, last, ...(flaw === undefined ? {} : { flaw }) };

  /** In the same situation again, something else is tried first. */
  function tellOne(choices: readonly Told[], fault: ModelFault | undefined, turn: number): Flaw | undefined {
    for (let at = 0; at < choices.length; at += 1) {
      const told = choices[(turn + at) % choices.length];
      if (told === undefined) continue;
      const said = tell({ told, ...(fault === undefined ? {} : { fault }) });
      if (said !== 'refused') return said;
    }
    return { code: 'stuck', message: 'The run refuses everything that could happen next.', place: '' };
  }
}

function turnOf(seen: Map<string, number>, state: RunState): number {
  const key = situation(state);
  const times = seen.get(key) ?? 0;
  seen.set(key, times + 1);
  return times;
}

/** A run may wait for the world again and again; what goes on by itself has to end. */
function flawOfLength(last: ExploredStep): Flaw | undefined {
  const steps = stepsTo(last).slice(-longest / 2);
  const isAlone = steps.every(({ told }) => told.input.type === 'effect_completed' || told.input.type === 'effect_failed' || told.input.type === 'continue');
  return isAlone ? { code: 'endless', message: `The run goes on by itself and has not ended after ${longest} inputs.` } : undefined;
}
