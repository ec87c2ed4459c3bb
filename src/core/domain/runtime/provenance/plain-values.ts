import { isJsonObject, type Json } from '../../model/json.ts';
import type { FlowGraph } from '../flow/flow-graph.ts';

/** Of a decision: what it may be, its author wrote. */
const ofDecision: readonly string[] = ['choice', 'confidence', 'by'];

/** Whether what stands at a dotted path can only be a number, a flag or one of the values its schema lists: no words of anybody. */
export function plainAt(graph: FlowGraph, path: string): boolean {
  const [root, first = '', second = '', ...rest] = path.split('.');
  const { definition } = graph.compiled;
  switch (root) {
    case 'inputs':
      return isPlain(schemaAt(definition.inputs, [first, ...(second === '' ? [] : [second]), ...rest]));
    case 'vars':
      return isPlain(schemaAt(definition.variables[first]?.schema, [...(second === '' ? [] : [second]), ...rest]));
    case 'nodes':
      return second === 'decision' ? ofDecision.includes(rest[0] ?? '') : rest.length > 0 && isPlain(schemaAt(outputOf(graph, first, second), rest));
    default:
      return false;
  }
}

function outputOf(graph: FlowGraph, node: string, action: string): Json | undefined {
  const compiled = graph.nodes.get(node)?.compiled;
  const found = [...(compiled?.entry ?? []), ...(compiled?.exit ?? []), ...(compiled?.userActions ?? []).map((user) => ({ ...user.action, id: user.id }))].find(({ id }) => id === action);
  return found?.kind.output;
}

function schemaAt(schema: Json | undefined, path: readonly string[]): Json | undefined {
  const [first, ...rest] = path;
  if (first === undefined || !isJsonObject(schema)) return schema;
  const { properties } = schema;
  return isJsonObject(properties) && Object.hasOwn(properties, first) ? schemaAt(properties[first], rest) : undefined;
}

const plainTypes: readonly Json[] = ['integer', 'number', 'boolean', 'null'];

function isPlain(schema: Json | undefined): boolean {
  if (!isJsonObject(schema)) return false;
  const { type, enum: listed, const: only } = schema;
  if (Array.isArray(listed) || only !== undefined) return true;
  if (type === undefined) return false;
  return (Array.isArray(type) ? type : [type]).every((one: Json) => plainTypes.includes(one));
}
