import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import type { Told } from '../decide.ts';
import { type ExploredStep, situation, stepFrom } from './explore.ts';

/**
 * What a run of one definition does, each step decided once. Searches for several things go the same ways for a long time, and
 * deciding is what they spend theirs on.
 */
export class KnownSteps {
  readonly #workflow: CompiledDefinition;
  readonly #starts = new Map<string, ExploredStep | undefined>();
  readonly #after = new WeakMap<ExploredStep, Map<string, ExploredStep | undefined>>();
  readonly #situations = new WeakMap<ExploredStep, string>();

  constructor(workflow: CompiledDefinition) {
    this.#workflow = workflow;
  }

  /** As {@link stepFrom}. */
  step(before: ExploredStep | undefined, told: Told): ExploredStep | undefined {
    const known = before === undefined ? this.#starts : (this.#after.get(before) ?? new Map<string, ExploredStep | undefined>());
    if (before !== undefined) this.#after.set(before, known);
    const key = JSON.stringify(told);
    if (!known.has(key)) known.set(key, stepFrom(this.#workflow, before, told));
    return known.get(key);
  }

  /** Of the run after the step. */
  situation(step: ExploredStep): string {
    const text = this.#situations.get(step) ?? situation(step.state);
    this.#situations.set(step, text);
    return text;
  }
}
