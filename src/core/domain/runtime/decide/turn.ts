import { createFuel, type Fuel } from '../../expression/fuel.ts';
import type { DecidedFact, DoneAction, FactPayloads, VerdictNote } from '../../model/run-facts.ts';
import type { DecidedType } from '../../model/run-event.ts';
import type { RunState } from '../../model/run-state.ts';
import type { Looking } from '../../model/inbox-place.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { foldDone } from '../evolve/fold-done.ts';
import { foldVerdicts } from '../evolve/fold-verdict.ts';
import { foldFact } from '../evolve/fold-fact.ts';
import { asForked } from './fork-model.ts';
import { type Look, restOf } from './inbox-look.ts';
import { StillRegions } from './still-regions.ts';
import { rowVersion } from '../journal/upcast-row.ts';

/** What one input may lead to before the state asks to be continued. */
export const turnLimits = { transitions: 64, fuel: 100_000 } as const;

/**
 * One input being decided: the facts so far and the state after them. A fact is folded when it is stated, so that
 * whatever is decided next sees it. What finished actions wrote is folded at once, too, and rides on the next fact.
 */
export class Turn {
  readonly workflow: CompiledDefinition;
  readonly at: number;
  readonly facts: DecidedFact[] = [];
  state: RunState;
  /** Looks through the inbox that are still to be taken, one signal at a time. */
  readonly looking: Looking[] = [];
  /** The one under way. */
  look: Look | undefined;
  readonly still = new StillRegions();
  /** Of the step under way. */
  fuel: Fuel = createFuel();
  #done: DoneAction[] = [];
  #verdicts: VerdictNote[] = [];
  #fuelBefore = 0;
  #transitions = 0;

  constructor(workflow: CompiledDefinition, state: RunState, at: number) {
    this.workflow = workflow;
    this.state = state;
    this.at = at;
  }

  /** Nothing starts while the run is paused. */
  get isPaused(): boolean {
    return this.state.pause !== undefined;
  }

  get isEnded(): boolean {
    return this.state.ended !== undefined;
  }

  /** The share of one input is used up. */
  get isSpent(): boolean {
    return this.#transitions >= turnLimits.transitions || this.#fuelBefore + this.fuel.used >= turnLimits.fuel;
  }

  /** Gives the next step a full evaluation's fuel; what the last one used still counts. */
  beginStep(): void {
    this.#fuelBefore += this.fuel.used;
    this.fuel = createFuel();
  }

  /** Counts work that costs no fuel of its own, so that much of it is the share of several inputs. */
  charge(fuel: number): void {
    this.#fuelBefore += fuel;
  }

  /** Notes what was said of a candidate; it rides on the next fact as what actions wrote does. */
  note(verdict: VerdictNote): void {
    this.#verdicts.push(verdict);
    this.state = foldVerdicts(this.state, [verdict]);
  }

  finish(done: DoneAction): void {
    this.#done.push(done);
    this.state = foldDone(this.state, [done]);
  }

  emit<Type extends DecidedType>(type: Type, payload: FactPayloads[Type]): void {
    if (this.#done.length > 0 || this.#verdicts.length > 0) {
      const done = this.#done.length === 0 ? undefined : { done: this.#done };
      const verdicts = this.#verdicts.length === 0 ? undefined : { verdicts: this.#verdicts };
      this.#push({ type, v: rowVersion(type), payload: { ...payload, ...done, ...verdicts } } as DecidedFact);
      this.#done = [];
      this.#verdicts = [];
    } else {
      this.#push({ type, v: rowVersion(type), payload } as DecidedFact);
    }
    if (type === 'transition_committed') this.#transitions += 1;
  }

  #push(decided: DecidedFact): void {
    const fact = asForked(this.state, decided);
    this.facts.push(fact);
    this.state = foldFact(this.state, fact);
  }

  /** States what no fact took along. */
  close(): void {
    const [first] = this.#done;
    const [verdict] = this.#verdicts;
    if (first !== undefined) this.emit('action_done', { visit: first.action.slice(0, first.action.lastIndexOf('/')) });
    else if (verdict !== undefined) this.emit('action_done', { visit: verdict.visit });
  }

  /** Marks the last fact: the run goes on with the input `continue`. */
  askToContinue(): void {
    const looking = [...(this.look === undefined ? [] : restOf(this.look)), ...this.looking];
    if (looking.length > 0) this.emit('action_done', { visit: '', looking: [...(this.state.looking ?? []), ...looking] });
    this.close();
    const last = this.facts.pop();
    if (last === undefined) return this.emit('action_done', { visit: '', continue: true });
    this.facts.push({ ...last, payload: { ...last.payload, continue: true } } as DecidedFact);
    this.state = { ...this.state, continueDue: true };
  }
}
