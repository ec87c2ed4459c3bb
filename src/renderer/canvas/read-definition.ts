import { isJsonObject, type Json, type JsonObject } from '../../core/domain/model/json.ts';

/** What the canvas draws of a definition. */
export interface CanvasNode {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Types of its entry actions, in order. */
  readonly actions: readonly string[];
  readonly bodies: readonly CanvasRegion[];
}

export interface CanvasEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Its name, else what fires it; empty where that goes without saying. */
  readonly label: string;
  /** The whole of it, for a pointer that rests on the label. */
  readonly title: string;
}

export interface CanvasRegion {
  readonly id: string;
  readonly nodes: readonly CanvasNode[];
  readonly edges: readonly CanvasEdge[];
}

/** The root region of a definition as it came from the host. What is absent or unknown is left out, never a failure. */
export function readDefinition(definition: JsonObject): CanvasRegion {
  return readRegion(definition['root']);
}

/** Every node of a region and of the bodies inside it. */
export function allNodes(region: CanvasRegion): CanvasNode[] {
  return region.nodes.flatMap((node) => [node, ...node.bodies.flatMap(allNodes)]);
}

function readRegion(value: Json | undefined): CanvasRegion {
  const region = isJsonObject(value) ? value : {};
  return {
    id: words(region['id']) ?? 'root',
    nodes: objects(region['nodes']).map(readNode),
    edges: objects(region['transitions']).map(readEdge),
  };
}

function readNode(node: JsonObject): CanvasNode {
  const id = words(node['id']) ?? '';
  return {
    id,
    name: words(node['name']) ?? id.replaceAll('_', ' '),
    type: words(node['type']) ?? '',
    actions: objects(node['entry']).map((action) => words(action['type']) ?? ''),
    bodies: objects(node['bodies']).map(readRegion),
  };
}

/** Firing at once and going on after the work are what a plain arrow says already. */
const silent = new Set(['immediate', 'task-complete', 'card-submitted']);

function readEdge(edge: JsonObject): CanvasEdge {
  const triggers = objects(edge['triggers']).map(triggerWords);
  const title = [words(edge['name']), triggers.map(({ full }) => full).join(' or ')].filter(Boolean).join(': ');
  const label = words(edge['name']) ?? (edge['isDefault'] === true ? 'else' : triggers.map(({ short }) => short).filter(Boolean).join(' or '));
  return { id: words(edge['id']) ?? '', from: words(edge['from']) ?? '', to: words(edge['to']) ?? '', label, title };
}

function triggerWords(trigger: JsonObject): { readonly short: string; readonly full: string } {
  const type = words(trigger['type']) ?? '';
  const config = isJsonObject(trigger['config']) ? trigger['config'] : {};
  const expression = words(config['expression']) ?? words(config['when']);
  const full = expression === undefined ? type.replaceAll('-', ' ') : `${type.replaceAll('-', ' ')} ${expression}`;
  return { short: expression ?? (silent.has(type) ? '' : type.replaceAll('-', ' ')), full };
}

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function words(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
