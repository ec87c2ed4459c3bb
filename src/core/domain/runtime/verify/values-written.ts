import type { ActionKind } from '../../catalogue/action-kind.ts';
import type { ActionStep } from '../../model/workflow.ts';
import type { FlowNode, FlowRegion } from '../flow/flow-graph.ts';

/** The variable an action of the node assigns, where its config says so without a template. */
export function assignedBy(node: FlowNode, step: Pick<ActionStep, 'id' | 'config'>): string | undefined {
  const [name] = kindOf(node, step.id)?.assigns?.(step.config) ?? [];
  return name;
}

function kindOf({ compiled }: FlowNode, step: string): ActionKind | undefined {
  return [...compiled.entry, ...compiled.exit, ...(compiled.userActions ?? []).map(({ action }) => action)].find(({ id }) => id === step)?.kind;
}

/** Everything a node may do: entry and exit actions, and what people set going. */
export function stepsOf({ written }: FlowNode): readonly ActionStep[] {
  return [...written.entry, ...written.exit, ...(written.userActions ?? []).map(({ id, action }) => ({ ...action, id }))];
}

/** Paths that a node may write, with everything inside it: `vars.x`, `nodes.prep.read`. */
export function writesOf(node: FlowNode): readonly string[] {
  const own = stepsOf(node).flatMap((step) => {
    const variable = assignedBy(node, step);
    return [`nodes.${node.id}.${step.id}`, ...(variable === undefined ? [] : [`vars.${variable}`])];
  });
  const kept = node.compiled.kind.cards === undefined ? [] : [`nodes.${node.id}.card`];
  const reserved = reservedBy(node).map((name) => `nodes.${node.id}.${name}`);
  return [...own, ...kept, ...reserved, `loops.${node.id}`, ...node.bodies.flatMap(writesOfRegion)];
}

export function writesOfRegion(region: FlowRegion): readonly string[] {
  return region.nodes.flatMap(writesOf);
}

/** Names under `nodes.<node>` that the node itself writes. */
export function reservedBy(node: FlowNode): readonly string[] {
  const { reserves } = node.compiled.kind;
  return reserves === undefined ? [] : [reserves];
}

/** One path is the other, or lies in it. */
export function touches(left: string, right: string): boolean {
  return left === right || left.startsWith(`${right}.`) || right.startsWith(`${left}.`);
}
