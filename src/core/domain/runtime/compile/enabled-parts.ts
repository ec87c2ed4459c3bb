import type { Region, Transition, WorkflowDefinition, WorkflowNode } from '../../model/workflow.ts';
import type { DefinitionIssues } from './definition-issues.ts';

/**
 * The definition as it runs: without the triggers, validators and actions that are switched off. The journal names triggers
 * by type and everything else by id, so that what runs wrote keeps its meaning when something is switched off or on.
 */
export function enabledParts(issues: DefinitionIssues, definition: WorkflowDefinition): WorkflowDefinition {
  const root = enabledRegion(issues, definition.root);
  return root === definition.root ? definition : { ...definition, root };
}

function enabledRegion(issues: DefinitionIssues, region: Region): Region {
  const nodes = mapped(region.nodes, (node) => enabledNode(issues, node));
  const transitions = mapped(region.transitions, (transition) => enabledTransition(issues, transition));
  return nodes === region.nodes && transitions === region.transitions ? region : { ...region, nodes, transitions };
}

function enabledNode(issues: DefinitionIssues, node: WorkflowNode): WorkflowNode {
  const [entry, exit] = [on(node.entry), on(node.exit)];
  const bodies = mapped(node.bodies, (body) => enabledRegion(issues, body));
  return entry === node.entry && exit === node.exit && bodies === node.bodies ? node : { ...node, entry, exit, bodies };
}

function enabledTransition(issues: DefinitionIssues, transition: Transition): Transition {
  const [triggers, validators] = [on(transition.triggers), on(transition.validators)];
  if (triggers.length === 0) {
    issues.add(`transitions.${transition.id}`, 'Every trigger of it is switched off: nothing fires it.', { code: 'missing_trigger', next: 'Switch a trigger on, or remove the transition.' });
  }
  return triggers === transition.triggers && validators === transition.validators ? transition : { ...transition, triggers: [...triggers], validators: [...validators] };
}

function on<Part extends { readonly enabled?: boolean | undefined }>(parts: readonly Part[]): readonly Part[] {
  return parts.every(({ enabled }) => enabled !== false) ? parts : parts.filter(({ enabled }) => enabled !== false);
}

function mapped<Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  const changed = items.map(change);
  return changed.every((item, at) => item === items[at]) ? items : changed;
}
