import type { Actor } from '../model/actor.ts';
import type { Sha256 } from '../model/ids.ts';
import type { JsonObject } from '../model/json.ts';
import type { Attachments } from './attachments.ts';

/** How a draft came to be as it is. `start` is how it was before the first save that is kept. */
export type DraftSaveKind = 'start' | 'autosave' | 'edit' | 'checkpoint' | 'undo' | 'redo' | 'restore' | 'merge' | 'import';

/** Undo and redo make the draft again what a save has; they are no steps themselves. */
export function isTravel(kind: DraftSaveKind): boolean {
  return kind === 'undo' || kind === 'redo';
}

/** What a writer says of a save. */
export interface NewDraftSave {
  readonly kind: Exclude<DraftSaveKind, 'start'>;
  readonly author: Actor;
  /** What was done, in words. */
  readonly act: string;
  readonly note?: string;
  /** Number of the save that it makes the draft again: of an undo and a redo. */
  readonly repeats?: number;
}

/** A save as lists show it. */
export interface DraftSaveRow {
  /** Larger ones are later; a number is given once, and what is kept under it never changes. */
  readonly number: number;
  readonly kind: DraftSaveKind;
  readonly at: number;
  readonly author: Actor;
  readonly act: string;
  readonly note?: string;
  /** Of the workflow, once this was saved. */
  readonly revision: number;
  readonly repeats?: number;
  readonly hash: Sha256;
}

/** A save with the draft as it was. */
export interface DraftSave extends DraftSaveRow {
  readonly definition: JsonObject;
  readonly attachments: Attachments;
}

/** What its writer calls a write of a draft, and the hash of all that was sent under that name. */
export interface NamedWrite {
  readonly name: string;
  readonly hash: Sha256;
}

/** A write of a draft that its writer named, and the draft's revision after it. */
export interface KeptWrite {
  readonly write: string;
  readonly revision: number;
  readonly at: number;
  /** Absent where it arrived before hashes were kept. */
  readonly hash?: Sha256;
}

/** Of every writer's writes so many are kept: one goes over one draft, so that no more than its last can be in question. */
export const keptWrites = 10;

/** Writers are windows, and many: what they wrote is forgotten after so many milliseconds, 90 days. */
export const keptWriteMs = 90 * 86_400_000;

/** Who wrote it: what the name of a write says before its last dot. Two writers who are one person are two all the same. */
export function writerOf(write: string | undefined): string | undefined {
  return write?.slice(0, Math.max(write.lastIndexOf('.'), 0));
}

/** So many of the newest saves of a workflow are kept, one and all, and what was undone and done again among them: of that so many, and the last of each time. */
export const keptSaves = 50;

/** Behind them the last save of so many hours in which there was one, */
export const keptHours = 24;

/** and behind those the last save of so many days. */
export const keptDays = 30;

/** Of checkpoints, which are kept beside all these, so many. */
export const keptCheckpoints = 500;

/** An autosave goes on with the one before it, of the same author and writer, for so long. */
export const joinedMs = 60_000;
