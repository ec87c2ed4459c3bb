import { AppError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { NodePlace } from '../workflow.ts';
import { indexOf } from './definition-reading.ts';
import { filterEntries, withField, withoutField } from './definition-writing.ts';
import { notesIn } from './fresh-ids.ts';
import { demandSound } from './sound-parts.ts';

type Places = { readonly [id: string]: NodePlace };

/** The definition with nodes, and notes on the canvas, standing where the places say; the others stay where they are. */
export function placed(definition: JsonObject, places: Places): JsonObject {
  const entries = Object.entries(places);
  if (entries.length === 0) return definition;
  const { nodes } = indexOf(definition);
  const notes = notesIn(definition);
  const layout: { [id: string]: Json } = {};
  const movedNotes: { [id: string]: Json } = {};
  for (const [id, place] of entries) {
    const plain = plainPlace(place);
    const note = Object.hasOwn(notes, id) ? notes[id] : undefined;
    if (nodes.has(id)) layout[id] = plain;
    else if (isJsonObject(note)) movedNotes[id] = { ...note, ...plain };
    else throw new AppError('not_found', `Neither a node nor a note is called "${id}": it has no place on the canvas.`, { next: 'It may have been removed meanwhile.', data: { id } });
  }
  for (const note of Object.values(movedNotes)) if (isJsonObject(note)) demandSound('canvas note', note);
  const laid = Object.keys(layout).length === 0 ? definition : { ...definition, layout: { ...objectIn(definition, 'layout'), ...layout } };
  return Object.keys(movedNotes).length === 0 ? laid : { ...laid, canvasNotes: { ...notes, ...movedNotes } };
}

function plainPlace({ x, y, width, height }: NodePlace): JsonObject {
  return { x, y, ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
}

/** Nobody placed anything: the layout is made anew whenever it is drawn. */
export function withoutPlaces(definition: JsonObject): JsonObject {
  return Object.keys(objectIn(definition, 'layout')).length === 0 ? definition : withField(definition, 'layout', {});
}

/** Without the places of nodes that went, and without what was said of them. */
export function withoutStrays(before: JsonObject, after: JsonObject): JsonObject {
  const [known, kept] = [indexOf(before).nodes, indexOf(after).nodes];
  if ([...known.keys()].every((id) => kept.has(id))) return after;
  const stays = (id: string): boolean => !known.has(id) || kept.has(id);
  const laid = filterEntries(after, 'layout', stays);
  const { about } = laid;
  if (!isJsonObject(about)) return laid;
  const said = filterEntries(about, 'nodes', stays);
  const rest = isJsonObject(said['nodes']) && Object.keys(said['nodes']).length === 0 ? withoutField(said, 'nodes') : said;
  return withField(laid, 'about', rest);
}

function objectIn(object: JsonObject, field: string): JsonObject {
  const value = object[field];
  return isJsonObject(value) ? value : {};
}
