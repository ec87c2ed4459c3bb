import { inputPayload } from '../../model/run-input.ts';
import type { FoldedEvent } from '../../model/run-event.ts';
import type { RunState } from '../../model/run-state.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import type { Decision, Told } from '../decide.ts';
import { evolve } from '../evolve.ts';
import type { ExploredStep } from '../explore/explore.ts';

/** What is tested: a definition, and the engine that decides by it. */
export interface Machine {
  readonly workflow: CompiledDefinition;
  readonly decide: (workflow: CompiledDefinition, state: RunState | undefined, told: Told) => Decision;
}

export type Taken =
  | { readonly kind: 'step'; readonly step: ExploredStep }
  | { readonly kind: 'refused'; readonly reason: string }
  /** The engine threw. */
  | { readonly kind: 'fault'; readonly message: string };

/** Tells the machine one thing. */
export function take({ workflow, decide }: Machine, before: ExploredStep | undefined, told: Told): Taken {
  try {
    const decision = decide(workflow, before?.state, told);
    if (!decision.ok) return { kind: 'refused', reason: decision.error.message };
    return { kind: 'step', step: { ...(before === undefined ? {} : { before }), told, facts: decision.facts, state: decision.state, depth: (before?.depth ?? 0) + 1 } };
  } catch (error) {
    return { kind: 'fault', message: error instanceof Error ? error.message : String(error) };
  }
}

/** The state that the step's own rows fold to. */
export function folded({ before, told, facts }: ExploredStep): RunState {
  const rows: readonly FoldedEvent[] = [
    { kind: 'input', type: told.input.type, payload: inputPayload(told.input), at: told.at },
    ...facts.map((fact): FoldedEvent => ({ kind: 'decided', type: fact.type, payload: fact.payload, at: told.at })),
  ];
  const [first, ...rest] = rows;
  if (first === undefined) throw new TypeError('A step has at least its input.');
  return rest.reduce(evolve, evolve(before?.state, first));
}

/** The steps that led to one, the first first, and itself. */
export function stepsTo(step: ExploredStep): readonly ExploredStep[] {
  const all: ExploredStep[] = [];
  for (let at: ExploredStep | undefined = step; at !== undefined; at = at.before) all.push(at);
  return all.toReversed();
}
