import { longestAct } from '../domain/model/draft-limits.ts';
import { type DraftSave, type DraftSaveRow, isTravel, joinedMs, keptCheckpoints, keptDays, keptHours, keptSaves, writerOf } from '../domain/ports/draft-save.ts';
import type { DraftChange, DraftRow } from '../domain/ports/workflow-repository.ts';

/** What becomes of the saves of a workflow when its draft is saved. */
export interface SavePlan {
  /** New ones, in order. */
  readonly added: readonly DraftSave[];
  /** The one whose place the first of them takes; where that is another state, under a number of its own. */
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
export function planSave({ saves, lastWrite, draft }: Before & { readonly lastWrite?: string | undefined }, { save, definition, hash, attachments, expectedRevision, at, write }: DraftChange): SavePlan {
  const last = lastOf(saves);
  const state = { definition, hash, attachments, revision: expectedRevision + 1 };
  const isOneWriter = writerOf(write?.name) === writerOf(lastWrite);
  // What two windows wrote is never one state: what either lost by the other is found in the history.
  if (isOneWriter && last !== undefined && save.kind === 'autosave' && last.kind === 'autosave' && sameAuthor(last, save) && Math.abs(at - last.at) < joinedMs) {
    // Whoever has seen the number of the earlier one goes on to mean what was seen.
    return { added: [{ ...last, ...state, number: last.number + 1, act: joinedActs(last.act, save.act) }], replaced: last.number, dropped: [] };
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
  if (last !== undefined && last.note === undefined && !isTravel(last.kind) && sameAuthor(last, mark)) {
    const kept: DraftSave = { ...last, ...state, ...mark, kind: 'checkpoint' };
    return { added: [kept], replaced: last.number, dropped: tooMany([...saves.filter(({ number }) => number !== last.number), kept]) };
  }
  const repeats = last === undefined ? {} : { repeats: last.repeats ?? last.number };
  const added: DraftSave = { ...state, ...mark, ...repeats, kind: 'checkpoint', act: 'Keep a checkpoint', number: (last?.number ?? 0) + 1 };
  return { added: [added], dropped: tooMany([...saves, added]) };
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

/** `Move Ask · Rename Check`: what one save after another did, as far as it can be shown. */
function joinedActs(before: string, after: string): string {
  if (before === after || before.endsWith(` · ${after}`)) return before;
  const joined = `${before} · ${after}`;
  return joined.length <= longestAct ? joined : before.endsWith('…') ? before : `${before} …`;
}

const hourMs = 3_600_000;

/**
 * The way back grows coarser with its length: of what lies behind the newest saves, the last of an hour stays, behind so many
 * hours the last of a day; only hours and days in which something was saved count. What the draft was at first always stays.
 */
function tooMany(saves: readonly DraftSaveRow[]): readonly number[] {
  const newestFirst = saves.toSorted((left, right) => right.number - left.number);
  const checkpoints = newestFirst.filter(({ kind }) => kind === 'checkpoint');
  const passing = newestFirst.filter(({ kind }) => kind !== 'checkpoint' && kind !== 'start');
  const since = passing.filter(({ kind }) => !isTravel(kind)).at(keptSaves - 1)?.number ?? 0;
  const older = passing.filter(({ number }) => number < since);
  const hours = lastOfEach(older, hourMs, keptHours);
  const oldest = hours.at(-1);
  const beforeHours = oldest === undefined ? [] : older.filter(({ number, at }) => number < oldest.number && periodOf(at, hourMs) !== periodOf(oldest.at, hourMs));
  const days = lastOfEach(beforeHours, 24 * hourMs, keptDays);
  const kept = new Set([...hours, ...days]);
  return [...older.filter((save) => !kept.has(save)), ...tooManyTravels(passing.filter(({ number }) => number >= since)), ...checkpoints.slice(keptCheckpoints)].map(({ number }) => number);
}

/** Of the undos and redos: those behind so many whose way the one after them leads on. */
function tooManyTravels(newestFirst: readonly DraftSaveRow[]): readonly DraftSaveRow[] {
  return newestFirst.filter(({ kind }, at) => isTravel(kind) && isTravel(newestFirst[at - 1]?.kind ?? 'start')).slice(keptSaves);
}

/** Of so many periods in which something was saved, the last ones, what was saved last. */
function lastOfEach(newestFirst: readonly DraftSaveRow[], periodMs: number, most: number): readonly DraftSaveRow[] {
  const last = new Map<number, DraftSaveRow>();
  for (const save of newestFirst) {
    const period = periodOf(save.at, periodMs);
    if (!last.has(period)) last.set(period, save);
  }
  return [...last.values()].slice(0, most);
}

function periodOf(at: number, periodMs: number): number {
  return Math.floor(at / periodMs);
}
