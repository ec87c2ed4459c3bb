import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type LineEnd, withLineEnds } from '../text/line-ends.ts';
import { shadowPlace } from '../text/shadow-place.ts';
import type { TextLanguage } from '../text/TextEditor.tsx';
import { languageOf } from '../text/text-languages.ts';
import { textLook } from '../text/text-look.ts';
import { textPurpose, textSetup } from '../text/text-setup.ts';
import { conflictPlaces, placesOf, settleConflict, type Settlement } from './conflict-places.ts';
import { chosenText, type Merged } from './merge-texts.ts';

export interface MergeState {
  readonly text: string;
  /** How each conflict was settled, and the line it stands at by now. */
  readonly conflicts: readonly { readonly line: number; readonly settlement?: Settlement }[];
}

export interface MergeFacts {
  readonly merged: Merged;
  readonly label: string;
  readonly language: TextLanguage;
  readonly lineEnd: LineEnd;
  readonly isDark: boolean;
}

/** The merged text in an editor inside an element; its conflicts are settled from outside or by editing. */
export class OpenMerge {
  readonly #view: EditorView;
  readonly #facts: MergeFacts;

  constructor(host: HTMLElement, facts: MergeFacts, onChange: (state: MergeState) => void) {
    this.#facts = facts;
    const { root, place } = shadowPlace(host);
    const extensions = [
      textLook(facts.isDark),
      textSetup(facts.merged.text),
      languageOf(facts.language),
      textPurpose(facts.label, false),
      conflictPlaces(facts.merged.conflicts),
      EditorView.updateListener.of(({ docChanged, transactions }) => {
        if (docChanged || transactions.some(({ effects }) => effects.some((effect) => effect.is(settleConflict)))) onChange(this.state());
      }),
    ];
    this.#view = new EditorView({ parent: place, root, state: EditorState.create({ doc: facts.merged.text, extensions }) });
  }

  state(): MergeState {
    const { state } = this.#view;
    return {
      text: withLineEnds(state.doc.toString(), this.#facts.lineEnd),
      conflicts: placesOf(state).map(({ from, settlement }) => ({ line: state.doc.lineAt(from).number, ...(settlement === undefined ? {} : { settlement }) })),
    };
  }

  /** Puts what was chosen in the conflict's place; what was edited there stays as it is. */
  settle(index: number, settlement: Settlement): void {
    const place = placesOf(this.#view.state)[index];
    const conflict = this.#facts.merged.conflicts[index];
    if (place === undefined || conflict === undefined) return;
    const { from, to } = place;
    this.#view.dispatch({
      ...(settlement === 'edited' ? {} : { changes: { from, to, insert: chosenText(conflict, settlement) } }),
      effects: [settleConflict.of({ index, settlement }), EditorView.scrollIntoView(from, { y: 'center' })],
      userEvent: 'input.settle',
    });
  }

  show(index: number): void {
    const place = placesOf(this.#view.state)[index];
    if (place !== undefined) this.#view.dispatch({ selection: { anchor: place.from }, effects: EditorView.scrollIntoView(place.from, { y: 'center' }) });
  }

  close(): void {
    this.#view.destroy();
  }
}
