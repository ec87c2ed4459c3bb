import { invertedEffects } from '@codemirror/commands';
import { type EditorState, type Extension, RangeSet, StateEffect, StateField, type Transaction } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import { editorWords } from '../../strings/editors.ts';
import type { Choice, Conflict } from './merge-texts.ts';

export type Settlement = Choice | 'edited';

/** Where a conflict stands in the text by now, and how it was settled. */
export interface ConflictPlace {
  readonly from: number;
  readonly to: number;
  readonly settlement?: Settlement;
}

/** Settles a conflict, or opens it again. */
export const settleConflict = StateEffect.define<{ readonly index: number; readonly settlement: Settlement | undefined }>();

const places = StateField.define<readonly ConflictPlace[]>({
  create: () => [],
  update: (before, transaction) => settled(moved(before, transaction), transaction),
  provide: (field) => EditorView.decorations.from(field, (now) => (view) => marks(now, view.state)),
});

function moved(before: readonly ConflictPlace[], { changes, docChanged }: Transaction): readonly ConflictPlace[] {
  return docChanged ? before.map((place) => ({ ...place, from: changes.mapPos(place.from, -1), to: changes.mapPos(place.to, 1) })) : before;
}

function settled(before: readonly ConflictPlace[], { effects }: Transaction): readonly ConflictPlace[] {
  let now = before;
  for (const effect of effects) {
    if (!effect.is(settleConflict)) continue;
    const { index, settlement } = effect.value;
    now = now.map(({ from, to, ...rest }, at) => (at !== index ? { from, to, ...rest } : { from, to, ...(settlement === undefined ? {} : { settlement }) }));
  }
  return now;
}

/** Keeps the places of conflicts while the text is edited, and marks those that are open. Undo opens what it undoes. */
export function conflictPlaces(conflicts: readonly Conflict[]): Extension {
  return [
    places.init(() => conflicts.map(({ from, to }) => ({ from, to }))),
    invertedEffects.of((transaction) =>
      transaction.effects.flatMap((effect) => {
        if (!effect.is(settleConflict)) return [];
        const { index } = effect.value;
        return [settleConflict.of({ index, settlement: placesOf(transaction.startState)[index]?.settlement })];
      }),
    ),
    look,
  ];
}

export function placesOf(state: EditorState): readonly ConflictPlace[] {
  return state.field(places);
}

function marks(now: readonly ConflictPlace[], state: EditorState): DecorationSet {
  const ranges = now.flatMap(({ from, to, settlement }, index) => {
    const isOpen = settlement === undefined;
    const lines = [];
    for (let at = from; at < to; ) {
      const line = state.doc.lineAt(at);
      lines.push(Decoration.line({ class: isOpen ? 'cm-conflict' : 'cm-settled' }).range(line.from));
      at = line.to + 1;
    }
    return isOpen ? [Decoration.widget({ widget: new ConflictMark(index + 1), side: -1 }).range(state.doc.lineAt(from).from), ...lines] : lines;
  });
  return RangeSet.of(ranges, true);
}

class ConflictMark extends WidgetType {
  readonly #number: number;

  constructor(number: number) {
    super();
    this.#number = number;
  }

  override eq(other: ConflictMark): boolean {
    return other.#number === this.#number;
  }

  override toDOM(): HTMLElement {
    const mark = document.createElement('span');
    mark.className = 'cm-conflict-mark';
    mark.textContent = editorWords.merge.title(this.#number);
    return mark;
  }
}

const look = EditorView.theme({
  '.cm-conflict': { backgroundColor: 'var(--warn-soft)', boxShadow: 'inset 3px 0 var(--warn)' },
  '.cm-settled': { boxShadow: 'inset 3px 0 var(--good)' },
  '.cm-conflict-mark': { marginRight: 'var(--space-2)', padding: '0 0.375rem', border: '1px solid var(--warn)', borderRadius: 'var(--radius-s)', backgroundColor: 'var(--surface)', color: 'var(--warn)', fontFamily: 'var(--font-text)', fontSize: 'var(--text-xs)' },
});
