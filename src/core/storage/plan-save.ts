import { type DraftSave, type DraftSaveRow, joinedMs, mostSaves } from '../domain/ports/draft-save.ts';
import type { DraftChange, DraftRow } from '../domain/ports/workflow-repository.ts';

/** What becomes of the saves of a workflow when its draft is saved. */
export interface SavePlan {
  /** New ones, in order. */
  readonly added: readonly DraftSave[];
  /** The one whose place the first of them takes. */
  readonly replaced?: number;
  /** Numbers of those that go, being too many. */
  readonly dropped: readonly number[];
}

interface Before {
  /** What is kept, in any order. */
  readonly saves: readonly DraftSaveRow[];
  /** The draft as it is; asked for where it is kept, too. */
  readonly draft: () => DraftRow;
}

/** The same for every adapter: what is joined, and what is kept. */
export function planSave({ saves, draft }: Before, { save, definition, hash, attachments, expectedRevision, at }: DraftChange): SavePlan {
  const last = lastOf(saves);
  const state = { definition, hash, attachments, revision: expectedRevision + 1 };
  if (last !== undefined && save.kind === 'autosave' && last.kind === 'autosave' && sameAuthor(last, save) && Math.abs(at - last.at) < joinedMs) {
    return { added: [{ ...last, ...state, act: joinedActs(last.act, save.act) }], replaced: last.number, dropped: [] };
  }
  const start = last === undefined ? startOf(draft()) : undefined;
  const number = (last ?? start)?.number ?? 0;
  const added: DraftSave[] = [...(start === undefined ? [] : [start]), { ...save, ...state, number: number + 1, at }];
  return { added, dropped: tooMany([...saves, ...added]) };
}

/** A checkpoint of a draft that stays as it is: the last save becomes one, or one is added that repeats it. */
export function planCheckpoint({ saves, draft: read }: Before, mark: { readonly note: string; readonly author: DraftSaveRow['author']; readonly at: number }): SavePlan {
  const last = lastOf(saves);
  const draft = read();
  const state = { definition: draft.definition, hash: draft.hash, attachments: draft.attachments, revision: draft.revision };
  if (last !== undefined && last.note === undefined && last.kind !== 'undo' && last.kind !== 'redo' && sameAuthor(last, mark)) {
    return { added: [{ ...last, ...state, ...mark, kind: 'checkpoint' }], replaced: last.number, dropped: [] };
  }
  const repeats = last === undefined ? {} : { repeats: last.repeats ?? last.number };
  return { added: [{ ...state, ...mark, ...repeats, kind: 'checkpoint', act: 'Keep a checkpoint', number: (last?.number ?? 0) + 1 }], dropped: [] };
}

/** How the draft was before anything of it was kept. */
function startOf({ updatedAt, ...state }: DraftRow): DraftSave {
  return { ...state, number: 1, kind: 'start', at: updatedAt, author: { kind: 'system', id: 'history' }, act: 'As it was' };
}

function lastOf(saves: readonly DraftSaveRow[]): DraftSaveRow | undefined {
  return saves.reduce<DraftSaveRow | undefined>((last, save) => (last === undefined || save.number > last.number ? save : last), undefined);
}

function sameAuthor(left: Pick<DraftSaveRow, 'author'>, right: Pick<DraftSaveRow, 'author'>): boolean {
  return left.author.kind === right.author.kind && left.author.id === right.author.id;
}

const longestAct = 200;

/** `Move Ask · Rename Check`: what one save after another did, as far as it can be shown. */
function joinedActs(before: string, after: string): string {
  if (before === after || before.endsWith(` · ${after}`)) return before;
  const joined = `${before} · ${after}`;
  return joined.length <= longestAct ? joined : before.endsWith('…') ? before : `${before} …`;
}

function tooMany(saves: readonly DraftSaveRow[]): readonly number[] {
  const passing = saves.filter(({ kind }) => kind !== 'checkpoint').map(({ number }) => number);
  return passing.toSorted((left, right) => right - left).slice(mostSaves);
}
