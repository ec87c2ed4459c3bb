import type { ActionKind } from '../../catalogue/action-kind.ts';
import type { NodeKind } from '../../catalogue/node-kind.ts';
import type { JsonObject } from '../../model/json.ts';
import { Retry, type Transition } from '../../model/workflow.ts';
import type { CompiledAction, CompiledTransition } from './compiled-definition.ts';
import { compileRetry } from './compile-action.ts';
import { compileForeign } from './compile-foreign.ts';
import { compileValue } from './compiled-value.ts';
import type { DefinitionIssues } from './definition-issues.ts';

/** The id of what a decision asks its model. */
export const decisionId = '@decision';

interface Own {
  readonly id: string;
  readonly kind: ActionKind;
  readonly config: JsonObject;
}

/** An action that a kind brings along, ready to run; undefined when its templates cannot be read. */
export function compileOwnAction(issues: DefinitionIssues, where: string, { id, kind, config }: Own): CompiledAction | undefined {
  const render = issues.attempt(where, () => compileValue(config));
  if (render === undefined) return undefined;
  const fixed = render.isFixed ? issues.parse(where, kind.config, config) : undefined;
  return { id, kind, takes: [], render, retry: compileRetry(issues, where, Retry.parse({})), ...(fixed === undefined ? compileForeign(kind, config) : { fixed }) };
}

interface Asking {
  readonly kind: NodeKind;
  readonly config: never;
  readonly outgoing: readonly CompiledTransition[];
}

/** What a node of this kind asks a model, its choices being those its transitions stand for. */
export function compileNodeAsk(issues: DefinitionIssues, where: string, { kind, config, outgoing }: Asking): CompiledAction | undefined {
  const choices = outgoing.flatMap((transition) => transition.triggers.flatMap((trigger) => trigger.kind.choice?.(trigger.config) ?? []));
  const asked = kind.asks?.(config, [...new Set(choices)]);
  return asked === undefined ? undefined : compileOwnAction(issues, `${where}.config`, { id: decisionId, ...asked });
}

/** Trigger types whose transitions are taken at once. */
const takenAtOnce: readonly string[] = ['error', 'limit-reached'];

/** Whether any trigger of the transition leaves no time to ask somebody. */
export function isTakenAtOnce(transition: Pick<Transition, 'triggers'>): boolean {
  return transition.triggers.some(({ type }) => takenAtOnce.includes(type));
}
