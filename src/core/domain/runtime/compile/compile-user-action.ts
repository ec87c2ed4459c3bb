import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { NodeKind } from '../../catalogue/node-kind.ts';
import { parseExpression } from '../../expression/expression.ts';
import { present } from '../../model/present.ts';
import type { UserAction, WorkflowNode } from '../../model/workflow.ts';
import { compileAction, compileDuration } from './compile-action.ts';
import type { CompiledUserAction } from './compiled-definition.ts';
import type { DefinitionIssues } from './definition-issues.ts';

interface Given {
  readonly node: WorkflowNode;
  readonly kind: NodeKind;
  readonly catalogue: Catalogue;
}

/** What people may set going while they are at the node; undefined when there is nothing. */
export function compileUserActions(issues: DefinitionIssues, where: string, { node, kind, catalogue }: Given): readonly CompiledUserAction[] | undefined {
  if (node.userActions === undefined) return undefined;
  if (node.bodies.length > 0 || kind.isSpread === true || kind.role !== 'step') issues.add(`${where}.userActions`, `A node of type ${kind.type} has no user actions.`, 'Give them to a node inside it.');
  return node.userActions.flatMap((action) => compileUserAction(issues, where, { action, catalogue }) ?? []);
}

function compileUserAction(issues: DefinitionIssues, where: string, { action: written, catalogue }: { readonly action: UserAction; readonly catalogue: Catalogue }): CompiledUserAction | undefined {
  const at = `${where}.userActions.${written.id}`;
  const { id, label, description } = written;
  const when = written.when === undefined ? undefined : issues.attempt(`${at}.when`, () => parseExpression(written.when ?? ''));
  const cooldownMs = compileDuration(issues, `${at}.cooldown`, written.cooldown) ?? 0;
  const action = compileAction(issues, where, { step: { id, ...written.action }, catalogue });
  return action === undefined ? undefined : { id, label, cooldownMs, action, ...present({ description, when }) };
}
