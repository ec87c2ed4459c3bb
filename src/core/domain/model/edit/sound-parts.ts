import type { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { Card } from '../card.ts';
import { CanvasNote, NodePlace, Region, Transition, WorkflowDefinition, WorkflowNode } from '../workflow.ts';
import { idsIn } from './fresh-ids.ts';

export type PartName = 'node' | 'transition' | 'region' | 'card' | 'place' | 'canvas note' | 'workflow';

/** The envelope's schemas of what an edit may put somewhere or change. */
const soundParts: { readonly [name in PartName]: z.ZodType } = { node: WorkflowNode, transition: Transition, region: Region, card: Card, place: NodePlace, 'canvas note': CanvasNote, workflow: WorkflowDefinition };



/** The part with its defaults written out, as drafts keep it. What only verification finds may still be wrong with it. */
export function soundPart(noun: PartName, part: JsonObject): JsonObject {
  return parsed(soundParts[noun], part, noun);
}

/** Refuses a part that no draft may hold. */
export function demandSound(noun: PartName, part: JsonObject): void {
  sound(soundParts[noun], part, noun);
}

/** Refuses a field of the workflow itself that no draft may hold. */
export function demandSoundField(field: string, value: Json): void {
  const shape: { readonly [field: string]: z.ZodType } = WorkflowDefinition.shape;
  const schema = Object.hasOwn(shape, field) ? shape[field] : undefined;
  if (schema === undefined) throw new AppError('input_invalid', `A workflow has no field "${field}".`, { next: 'docs/workflow-engine.md names the fields of a definition.' });
  const { success, error } = schema.safeParse(value);
  if (!success) throw unsound(field, error);
}

/** Without the properties that are only declared: a definition is what JSON carries. */
function parsed(schema: z.ZodType, part: JsonObject, noun: string): JsonObject {
  return JSON.parse(JSON.stringify(sound(schema, part, noun))) as JsonObject;
}

function sound(schema: z.ZodType, part: JsonObject, noun: string): unknown {
  const { success, data, error } = schema.safeParse(part);
  if (!success) throw unsound(`${noun}${typeof part['id'] === 'string' ? ` "${part['id']}"` : ''}`, error);
  return data;
}

function unsound(what: string, error: z.ZodError): AppError {
  const fields = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const told = fields.slice(0, 3).map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return new AppError('input_invalid', `The ${what} cannot be like that: ${told.join('; ')}.`, { next: 'Correct the fields named.', data: { fields } });
}

/** Refuses what gives an id to two things that had not both of it before. */
export function demandUniqueIds(before: JsonObject, after: JsonObject): void {
  const known = new Set(repeated(before));
  const [first] = repeated(after).filter((one) => !known.has(one));
  if (first === undefined) return;
  const [noun = '', id = ''] = first.split(' ');
  throw new AppError('conflict', `The id "${id}" is taken: ids are unique among the ${noun} of a workflow, bodies included.`, { next: 'Choose another id.', data: { noun, id } });
}

function repeated(definition: JsonObject): readonly string[] {
  const seen = new Set<string>();
  return [...idsIn(definition)].flatMap(([noun, id]) => {
    const key = `${noun} ${id}`;
    if (seen.has(key)) return [key];
    seen.add(key);
    return [];
  });
}
