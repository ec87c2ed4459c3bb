import type { Region, Transition, WorkflowNode } from '../../model/workflow.ts';
import type { CompiledDefinition, CompiledNode, CompiledTransition } from '../compile/compiled-definition.ts';

/** One node as the analyses see it: what was written, what was compiled, and what leads in and out. */
export interface FlowNode {
  readonly id: string;
  /** What people call it: its name, or its id. */
  readonly name: string;
  readonly written: WorkflowNode;
  readonly compiled: CompiledNode;
  readonly region: FlowRegion;
  readonly bodies: readonly FlowRegion[];
  /** In the order they are examined. */
  readonly out: readonly FlowEdge[];
  readonly into: readonly FlowEdge[];
}

export interface FlowEdge {
  readonly id: string;
  /** What people call it: its name, or the names of its ends; with its id where another of the region is called the same. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly written: Transition;
  readonly compiled: CompiledTransition;
}

export interface FlowRegion {
  readonly id: string;
  readonly start: string;
  readonly nodes: readonly FlowNode[];
  /** The node it is a body of. */
  readonly container?: FlowNode;
}

export interface FlowGraph {
  readonly compiled: CompiledDefinition;
  readonly root: FlowRegion;
  /** The root and every body, containers before what stands in them. */
  readonly regions: readonly FlowRegion[];
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly edges: readonly FlowEdge[];
}

/** The definition as a graph with its regions as a tree. */
export function flowGraph(compiled: CompiledDefinition): FlowGraph {
  const regions: FlowRegion[] = [];
  const nodes = new Map<string, FlowNode>();
  const edges: FlowEdge[] = [];

  const addRegion = (region: Region, container?: FlowNode): FlowRegion => {
    const inside: FlowNode[] = [];
    const start = region.nodes.find((node) => compiled.nodes.get(node.id)?.kind.role === 'start')?.id ?? '';
    const added: FlowRegion = { id: region.id, start, nodes: inside, ...(container === undefined ? {} : { container }) };
    regions.push(added);
    const here = edgesOf(region, compiled);
    edges.push(...here.values());
    const out = Map.groupBy(here.values(), (edge) => edge.from);
    const into = Map.groupBy(here.values(), (edge) => edge.to);
    for (const written of region.nodes) {
      const found = compiled.nodes.get(written.id);
      if (found === undefined) continue;
      const bodies: FlowRegion[] = [];
      const order = new Map(found.outgoing.map((transition, at) => [transition.id, at]));
      const sorted = (out.get(written.id) ?? []).toSorted((left, right) => (order.get(left.id) ?? 0) - (order.get(right.id) ?? 0));
      const node: FlowNode = { id: written.id, name: nameOf(written), written, compiled: found, region: added, bodies, out: sorted, into: into.get(written.id) ?? [] };
      nodes.set(node.id, node);
      inside.push(node);
      for (const body of written.bodies) bodies.push(addRegion(body, node));
    }
    return added;
  };
  const root = addRegion(compiled.definition.root);
  return { compiled, root, regions, nodes, edges };
}

function edgesOf(region: Region, compiled: CompiledDefinition): ReadonlyMap<string, FlowEdge> {
  const found = new Map<string, FlowEdge>();
  const nodes = new Map(region.nodes.map((node) => [node.id, nameOf(node)]));
  const called = ({ name, from, to }: Transition): string => name ?? `${nodes.get(from) ?? from} → ${nodes.get(to) ?? to}`;
  const same = Map.groupBy(region.transitions, called);
  for (const written of region.transitions) {
    const transition = compiled.transitions.get(written.id);
    const name = called(written);
    if (transition !== undefined) found.set(written.id, { id: written.id, name: same.get(name)?.length === 1 ? name : `${name} (${written.id})`, from: written.from, to: written.to, written, compiled: transition });
  }
  return found;
}

function nameOf({ name, id }: WorkflowNode): string {
  return name === undefined || name.trim() === '' ? id : name.trim();
}

/** The types of triggers an edge has. */
export function triggersOf(edge: FlowEdge): readonly string[] {
  return edge.written.triggers.map((trigger) => trigger.type);
}

/** The node is left by this edge only where something failed. */
export function isErrorEdge(edge: FlowEdge): boolean {
  return triggersOf(edge).every((type) => type === 'error');
}

/** The containers a node stands in, innermost first. */
export function containersOf(node: FlowNode): readonly FlowNode[] {
  const around: FlowNode[] = [];
  for (let container = node.region.container; container !== undefined; container = container.region.container) around.push(container);
  return around;
}
