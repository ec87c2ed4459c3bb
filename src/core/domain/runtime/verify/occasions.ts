import { compileExpression, type CompiledExpression } from '../../expression/compile-expression.ts';
import type { CompiledTrigger } from '../compile/compiled-definition.ts';
import { type Condition, conditionOf } from '../../expression/static/comparisons.ts';
import type { FlowEdge, FlowNode } from '../flow/flow-graph.ts';

/** A transition as a candidate on one occasion: when it is taken, as far as that is known. */
export interface Candidate {
  readonly edge: FlowEdge;
  readonly when: Condition | undefined;
  /** Validators may still refuse it. */
  readonly isValidated: boolean;
  /** It has triggers for other occasions, too. */
  readonly hasOthers: boolean;
}

/** Transitions that are examined together, in their order. */
export interface Occasion {
  readonly name: string;
  readonly candidates: readonly Candidate[];
}

/** Triggers that are examined when a node has done its work, the first that fires winning. */
const whenDone: readonly string[] = ['immediate', 'task-complete', 'condition'];
/** Triggers that are examined each for itself, and where the first transition that fires wins. */
const alone: readonly string[] = ['condition-met', 'limit-reached', 'card-submitted', 'manual-break'];

/** The occasions on which a node may be left by transitions that exclude each other. */
export function occasionsOf(node: FlowNode): readonly Occasion[] {
  return [whenDone, ...alone.map((type) => [type])].flatMap((types) => {
    const candidates = node.out.flatMap((edge) => candidateOf(edge, types) ?? []);
    return candidates.length === 0 ? [] : [{ name: types[0] === 'immediate' ? 'done' : (types[0] ?? ''), candidates }];
  });
}

function candidateOf(edge: FlowEdge, types: readonly string[]): Candidate | undefined {
  const triggers = edge.compiled.triggers.filter((trigger) => types.includes(trigger.kind.type));
  if (triggers.length === 0) return undefined;
  const parts = triggers.map(whenOf);
  const known = parts.filter((part) => part !== undefined);
  const [only] = known;
  const when: Condition | undefined = known.length < parts.length ? undefined : known.length === 1 ? only : { kind: 'any', parts: known };
  return { edge, when, isValidated: edge.compiled.validators.length > 0, hasOthers: triggers.length < edge.compiled.triggers.length };
}

/** When the trigger fires; undefined where that is not a comparison with constants. */
function whenOf(trigger: CompiledTrigger): Condition | undefined {
  if (trigger.kind.fires === undefined) return { kind: 'constant', value: true };
  const expr = whenExpression(trigger);
  return expr === undefined ? undefined : conditionOf(expr);
}

/** The expression that decides whether it fires, if it is one alone. */
export function whenExpression(trigger: CompiledTrigger): CompiledExpression['expr'] | undefined {
  const [source, ...others] = Object.values(trigger.sources.sources.expressions ?? {});
  return source === undefined || others.length > 0 ? undefined : compileExpression(source).expr;
}

/** The condition is a constant, by itself. */
export function constantValue(condition: Condition | undefined): boolean | undefined {
  return condition?.kind === 'constant' ? condition.value : undefined;
}
