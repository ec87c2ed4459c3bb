import { isJsonObject, type Json, type JsonObject } from '../../core/domain/model/json.ts';
import { parameterOf, titleOf, transitionWords } from './definition-words.ts';

/** One act of a node: what it does, and with what. */
export interface CanvasAct {
  readonly id: string;
  readonly when: 'entry' | 'exit';
  readonly type: string;
  readonly name?: string;
  /** It is switched off, and passed over. */
  readonly isOff?: true;
  /** The setting that says most about it, on one line. */
  readonly parameter: string;
}

/** What the canvas draws of a definition. */
export interface CanvasNode {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly acts: readonly CanvasAct[];
  /** The setting of the node itself that says most about it, on one line. */
  readonly parameter: string;
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
  /** What fires it, in words, whether or not that goes without saying. */
  readonly trigger: string;
  readonly guard: string;
  readonly priority: number;
  readonly isDefault: boolean;
  readonly validators: number;
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

const nothing: JsonObject = {};
/** Parts that an edit left alone are read once: equal parts give the very same drawing. */
const known = { regions: new WeakMap<JsonObject, CanvasRegion>(), nodes: new WeakMap<JsonObject, CanvasNode>(), edges: new WeakMap<JsonObject, CanvasEdge>() };

function once<Read>(store: WeakMap<JsonObject, Read>, read: (value: JsonObject) => Read): (value: JsonObject) => Read {
  return (value) => {
    const before = store.get(value);
    if (before !== undefined) return before;
    const made = read(value);
    store.set(value, made);
    return made;
  };
}

const regionOnce = once(known.regions, (region) => ({
  id: textOf(region['id']) ?? 'root',
  nodes: objects(region['nodes']).map(nodeOnce),
  edges: objects(region['transitions']).map(edgeOnce),
}));

const nodeOnce = once(known.nodes, (node): CanvasNode => {
  const id = textOf(node['id']) ?? '';
  const acts = [...objects(node['entry']).map((act) => readAct(act, 'entry')), ...objects(node['exit']).map((act) => readAct(act, 'exit'))];
  return {
    id,
    name: textOf(node['name']) ?? id.replaceAll('_', ' '),
    type: textOf(node['type']) ?? '',
    acts,
    parameter: parameterOf(node['config']),
    bodies: objects(node['bodies']).map(regionOnce),
  };
});

const edgeOnce = once(known.edges, (edge): CanvasEdge => {
  const ends = { id: textOf(edge['id']) ?? '', from: textOf(edge['from']) ?? '', to: textOf(edge['to']) ?? '' };
  const words = transitionWords(edge);
  return {
    ...ends,
    ...words,
    priority: typeof edge['priority'] === 'number' ? edge['priority'] : 0,
    isDefault: edge['isDefault'] === true,
    validators: objects(edge['validators']).filter(({ enabled }) => enabled !== false).length,
  };
});

function readRegion(value: Json | undefined): CanvasRegion {
  return regionOnce(isJsonObject(value) ? value : nothing);
}

function readAct(act: JsonObject, when: CanvasAct['when']): CanvasAct {
  const name = textOf(act['name']);
  return { id: textOf(act['id']) ?? '', when, type: textOf(act['type']) ?? '', parameter: parameterOf(act['config']), ...(name === undefined ? {} : { name }), ...(act['enabled'] === false ? { isOff: true as const } : {}) };
}

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

const textOf = titleOf;
