import type { ActionKind } from '../../catalogue/action-kind.ts';
import { knownNames } from '../../model/finding-data.ts';
import type { ActionStep, Region, WorkflowNode } from '../../model/workflow.ts';
import type { CompiledRegion } from './compiled-definition.ts';
import type { DefinitionIssues } from './definition-issues.ts';

/** Adds an issue for variables of a region that shares the scope around it. */
export function checkVariables(issues: DefinitionIssues, region: Region, inside: Pick<CompiledRegion, 'container' | 'own'>): void {
  if (region.variables === undefined) return;
  const isOwn = Object.keys(region.variables).every((name) => inside.own !== undefined && Object.hasOwn(inside.own.variables, name));
  if (!isOwn) issues.add(`regions.${region.id}.variables`, 'Only a body that runs beside others has variables of its own.', 'Declare them under the variables of the workflow.');
}

interface Assigning {
  readonly node: WorkflowNode;
  readonly region: CompiledRegion;
  readonly actions: ReadonlyMap<string, ActionKind>;
}

/** Adds an issue for every action that assigns what stands outside its body, as far as that is written out. */
export function checkAssignments(issues: DefinitionIssues, { node, region, actions }: Assigning): void {
  const { own } = region;
  if (own === undefined) return;
  for (const step of stepsOf(node)) {
    for (const name of actions.get(step.type)?.assigns?.(step.config) ?? []) {
      if (Object.hasOwn(own.variables, name)) continue;
      issues.add(`nodes.${node.id}.actions.${step.id}.config`, `It assigns "${name}", which is no variable of its body.`, {
        code: 'scope_violation',
        next: 'Bodies run at the same time: declare the variable in the body, and let its end yield the value.',
        data: { name, known: knownNames(Object.keys(own.variables)) },
      });
    }
  }
}

function stepsOf(node: WorkflowNode): readonly ActionStep[] {
  return [...node.entry, ...node.exit];
}
