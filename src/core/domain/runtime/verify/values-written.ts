import type { ActionStep } from '../../model/workflow.ts';
import type { FlowNode, FlowRegion } from '../flow/flow-graph.ts';

/** The variable an action assigns, where its config says so without a template. */
export function assignedBy(step: ActionStep): string | undefined {
  const name = step.type === 'variable.set' ? step.config['name'] : undefined;
  return typeof name === 'string' && !name.includes('{{') ? name : undefined;
}

/** Paths that a node may write, with everything inside it: `vars.x`, `nodes.prep.read`. */
export function writesOf(node: FlowNode): readonly string[] {
  const own = [...node.written.entry, ...node.written.exit].flatMap((step) => {
    const variable = assignedBy(step);
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
