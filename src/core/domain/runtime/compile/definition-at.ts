import { calledIn, nodeOf } from '../../model/region-path.ts';
import { intersect, type Permissions } from '../../model/permissions.ts';
import type { CompiledDefinition, CompiledNode, CompiledTransition, OwnVariables } from './compiled-definition.ts';

/** The definition a visit or a region belongs to: the run's own, or that of the innermost workflow called around it. */
export function definitionAt(workflow: CompiledDefinition, path: string): CompiledDefinition {
  if (workflow.called.size === 0) return workflow;
  const slug = calledIn(path);
  return slug === undefined ? workflow : (workflow.called.get(slug) ?? workflow);
}

/** The node a visit is of; undefined when its definition has none of that id. */
export function nodeAt(workflow: CompiledDefinition, visit: string): CompiledNode | undefined {
  return definitionAt(workflow, visit).nodes.get(nodeOf(visit));
}

/** A transition that leaves the visit's node, by its id. */
export function transitionAt(workflow: CompiledDefinition, visit: string, transition: string): CompiledTransition | undefined {
  return definitionAt(workflow, visit).transitions.get(transition);
}

/** How long a visit may take, as its node says, and the workflow it calls. */
export function timeoutAt(workflow: CompiledDefinition, visit: string): number | undefined {
  const node = nodeAt(workflow, visit);
  const call = node?.kind.calls?.(node.config);
  const ofCall = call === undefined ? undefined : workflow.called.get(call.workflow)?.timeoutMs;
  if (node?.timeoutMs === undefined || ofCall === undefined) return node?.timeoutMs ?? ofCall;
  return Math.min(node.timeoutMs, ofCall);
}

/** The variables a visit may assign: those of the innermost body with its own, else the workflow's. */
export function variablesAt(workflow: CompiledDefinition, visit: string): OwnVariables {
  return nodeAt(workflow, visit)?.region.own ?? definitionAt(workflow, visit);
}

/** What everything around a visit allows together; undefined where nobody says anything. */
export function permissionsAt(workflow: CompiledDefinition, visit: string): Permissions | undefined {
  if (workflow.called.size === 0) return workflow.permissions;
  const callers = [...visit.matchAll(/:@[^/]+/gu)].map(({ index }) => visit.slice(0, index));
  const said = [...callers, visit].flatMap((path) => definitionAt(workflow, path).permissions ?? []);
  return said.length === 0 ? undefined : said.reduce(intersect);
}
