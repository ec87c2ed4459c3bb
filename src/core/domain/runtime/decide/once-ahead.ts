import { calledIn } from '../../model/region-path.ts';
import type { RunState, VisitState } from '../../model/run-state.ts';
import type { CompiledAction, CompiledDefinition, CompiledNode } from '../compile/compiled-definition.ts';
import { definitionAt } from '../compile/definition-at.ts';
import { visitsOf } from '../evolve/region-tree.ts';

/** Actions that may still have an effect that must happen only once, as `node/action`, from where the run stands. */
export function onceAhead(workflow: CompiledDefinition, state: RunState): readonly string[] {
  const found = new Set(Object.values(state.wanted).filter((effect) => effect.repeat === 'once').map((effect) => `${effect.node}/${effect.action}`));
  for (const visit of visitsOf(state.root)) {
    const definition = definitionAt(workflow, visit.id);
    const node = definition.nodes.get(visit.node);
    if (node === undefined) continue;
    for (const action of remaining(node, visit)) noteOnce(found, node, action);
    for (const next of reachable(definition, node)) noteNode(found, definition, next);
    // What is inside a container that still begins bodies comes again.
    for (const inside of insideOf(definition, node)) noteNode(found, definition, inside);
    if (isCall(visit)) for (const called of workflow.called.values()) noteAll(found, called);
  }
  return [...found].toSorted();
}

function remaining(node: CompiledNode, visit: VisitState): readonly CompiledAction[] {
  return [...(visit.leaving === undefined ? node.entry : []), ...node.exit].filter((action) => !visit.done.includes(action.id));
}

/** Nodes of the same region that some way leads to. */
function reachable(definition: CompiledDefinition, from: CompiledNode): readonly CompiledNode[] {
  const seen = new Map<string, CompiledNode>();
  const walk = (node: CompiledNode): void => {
    for (const { to } of node.outgoing) {
      const next = definition.nodes.get(to);
      if (next === undefined || seen.has(to)) continue;
      seen.set(to, next);
      walk(next);
    }
  };
  walk(from);
  return [...seen.values()];
}

function insideOf(definition: CompiledDefinition, container: CompiledNode): readonly CompiledNode[] {
  const ids = new Set(container.bodies.map((body) => body.id));
  const inside = [...definition.nodes.values()].filter((node) => ids.has(node.region.id));
  return inside.flatMap((node) => [node, ...insideOf(definition, node)]);
}

function noteNode(found: Set<string>, definition: CompiledDefinition, node: CompiledNode): void {
  for (const one of [node, ...insideOf(definition, node)]) for (const action of [...one.entry, ...one.exit]) noteOnce(found, one, action);
  if (node.kind.type === 'subWorkflow') for (const called of definition.called.values()) noteAll(found, called);
}

function noteAll(found: Set<string>, definition: CompiledDefinition): void {
  for (const node of definition.nodes.values()) for (const action of [...node.entry, ...node.exit]) noteOnce(found, node, action);
}

function noteOnce(found: Set<string>, node: CompiledNode, action: CompiledAction): void {
  if (action.kind.effects.some((effect) => effect.repeat === 'once')) found.add(`${node.id}/${action.id}`);
}

function isCall(visit: VisitState): boolean {
  return visit.bodies.some((body) => calledIn(body.path) !== undefined && body.path.startsWith(`${visit.id}:@`));
}
