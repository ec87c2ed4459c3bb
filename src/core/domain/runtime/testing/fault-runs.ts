import { present } from '../../model/present.ts';
import { placeOf } from '../../model/region-path.ts';
import type { RunState, WantedEffect } from '../../model/run-state.ts';
import type { Told } from '../decide.ts';
import { isBlocked } from '../decide/is-blocked.ts';
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
  const run = new StruckRun(machine, environment, plan);
  const flaw = run.arrive(before) ?? run.goOn();
  return { path: run.path, last: run.last, ...(flaw === undefined ? {} : { flaw }) };
}

class StruckRun {
  readonly #machine: Machine;
  readonly #environment: Environment;
  readonly #plan: FaultPlan;
  readonly #seen = new Map<string, number>();
  readonly path: Played[] = [];
  last: ExploredStep | undefined;
  #strikes = 0;

  constructor(machine: Machine, environment: Environment, plan: FaultPlan) {
    this.#machine = machine;
    this.#environment = environment;
    this.#plan = plan;
  }

  /** What led there once; a run nobody attends may part from it. */
  arrive(before: readonly Told[]): Flaw | undefined {
    for (const told of before) {
      const flaw = this.#tell({ told });
      if (flaw === 'refused') return undefined;
      if (flaw !== undefined) return flaw;
    }
    return undefined;
  }

  goOn(): Flaw | undefined {
    for (let { last } = this; last !== undefined; last = this.last) {
      if (this.path.length >= longest) return flawOfLength(last);
      const { state } = last;
      const struck = this.#struck(state);
      const choices = struck === undefined ? nextChoices(this.#environment, state) : [struck.told];
      if (choices.length === 0) return flawOfEnd(this.#machine, state);
      const flaw = this.#tellOne(choices.map((told) => ({ told, ...present({ fault: struck?.fault }) })), turnOf(this.#seen, state));
      if (flaw !== undefined) return flaw;
    }
    return undefined;
  }

  #struck(state: RunState): Played | undefined {
    const wanted = nextWanted(state);
    const { spot, fault, times } = this.#plan;
    if (wanted?.kind !== 'llm.chat' || spotOf(wanted) !== spot || (times === 'once' && this.#strikes > 0)) return undefined;
    this.#strikes += 1;
    return { told: { at: Math.max(state.at + 1000, wanted.notBefore ?? 0), input: faultOutcome(fault, wanted) }, fault };
  }

  /** In the same situation again, something else is tried first. */
  #tellOne(choices: readonly Played[], turn: number): Flaw | undefined {
    for (let at = 0; at < choices.length; at += 1) {
      const played = choices[(turn + at) % choices.length];
      const said = played === undefined ? 'refused' : this.#tell(played);
      if (said !== 'refused') return said;
    }
    return { code: 'stuck', message: 'The run refuses everything that could happen next.', place: '' };
  }

  #tell(played: Played): Flaw | 'refused' | undefined {
    const taken = take(this.#machine, this.last, played.told);
    if (taken.kind === 'refused') return 'refused';
    this.path.push(played);
    if (taken.kind === 'fault') return { code: 'engine_error', message: `The engine threw: ${taken.message}` };
    this.last = taken.step;
    return flawOfStep(this.#machine, taken.step, played.fault);
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
