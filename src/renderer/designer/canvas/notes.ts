import { cutText } from '../../../core/domain/model/cut-text.ts';
import { isJsonObject, type JsonObject } from '../../../core/domain/model/json.ts';
import type { Rect } from '../../canvas/geometry.ts';

export interface Note extends Rect {
  readonly id: string;
  readonly text: string;
}

/** How large a note is when it is made, and how small it may get. */
export const noteSize = { width: 200, height: 96, least: { width: 96, height: 48 }, most: { width: 800, height: 800 } } as const;

const read = new WeakMap<JsonObject, readonly Note[]>();

/** The notes on the canvas; those that cannot be read are left out. */
export function notesOf(definition: JsonObject): readonly Note[] {
  const notes = definition['canvasNotes'];
  if (!isJsonObject(notes)) return none;
  const known = read.get(notes);
  if (known !== undefined) return known;
  const found = Object.entries(notes).flatMap(([id, note]): Note[] => {
    if (!isJsonObject(note)) return [];
    const { text, x, y, width, height } = note;
    if (typeof text !== 'string' || typeof x !== 'number' || typeof y !== 'number') return [];
    return [{ id, text, x, y, width: typeof width === 'number' ? width : noteSize.width, height: typeof height === 'number' ? height : noteSize.height }];
  });
  read.set(notes, found);
  return found;
}

/** What a note is called in a line: how it begins. */
export function noteName(text: string): string {
  return cutText(text.trim().split('\n')[0]?.trim() ?? '', 60);
}

const none: readonly Note[] = [];

export function noteRects(definition: JsonObject): ReadonlyMap<string, Rect> {
  return new Map(notesOf(definition).map((note) => [note.id, note]));
}
