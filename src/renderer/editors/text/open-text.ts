import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { type LineEnd, lineEndOf, withLineEnds } from './line-ends.ts';
import { placeIn, problemMarks } from './problem-marks.ts';
import { shadowPlace } from './shadow-place.ts';
import { textChange } from './text-change.ts';
import type { TextLanguage, TextProblem } from './TextEditor.tsx';
import { languageOf } from './text-languages.ts';
import { textLook } from './text-look.ts';
import { textPurpose, textSetup } from './text-setup.ts';

export interface TextFacts {
  readonly label: string;
  readonly value: string;
  readonly language: TextLanguage;
  readonly isReadOnly: boolean;
  readonly isDark: boolean;
}

export interface TextListeners {
  onChange(value: string): void;
  onSave(): boolean;
  onTopLine(line: number): void;
}

/** An editor inside an element, in a root of its own, until it is closed. The text keeps the ends of its lines. */
export class OpenText {
  readonly #view: EditorView;
  readonly #parts = { language: new Compartment(), purpose: new Compartment(), look: new Compartment() };
  readonly #listeners: TextListeners;
  #lineEnd: LineEnd;
  #facts: TextFacts;
  /** The text as it was last given or told. */
  #told: string;
  #topLine = 1;

  constructor(host: HTMLElement, facts: TextFacts, listeners: TextListeners) {
    this.#facts = facts;
    this.#told = facts.value;
    this.#lineEnd = lineEndOf(facts.value);
    this.#listeners = listeners;
    const { root, place } = shadowPlace(host);
    const state = EditorState.create({ doc: facts.value, extensions: this.#extensions(facts) });
    this.#view = new EditorView({ parent: place, root, state });
    this.#view.scrollDOM.addEventListener('scroll', () => { this.#tellTopLine(); }, { passive: true });
  }

  /** Takes what differs from before: text, language, look, purpose. */
  update(next: TextFacts): void {
    const { language, purpose, look } = this.#parts;
    const before = this.#facts;
    this.#facts = next;
    const effects = [
      ...(next.isDark === before.isDark ? [] : [look.reconfigure(textLook(next.isDark))]),
      ...(next.language === before.language ? [] : [language.reconfigure(languageOf(next.language))]),
      ...(next.label === before.label && next.isReadOnly === before.isReadOnly ? [] : [purpose.reconfigure(textPurpose(next.label, next.isReadOnly))]),
    ];
    if (effects.length > 0) this.#view.dispatch({ effects });
    // A parent that is told late still gives the value from before; only another one takes the text's place.
    if (next.value === before.value || next.value === this.#told) return;
    this.#told = next.value;
    this.#lineEnd = lineEndOf(next.value);
    const change = textChange(this.#view.state.doc.toString(), withLineEnds(next.value, '\n'));
    if (change !== undefined) this.#view.dispatch({ changes: change });
  }

  mark(problems: readonly TextProblem[]): void {
    this.#view.dispatch(setDiagnostics(this.#view.state, problemMarks(problems, this.#view.state.doc)));
  }

  goTo(line: number, column: number): void {
    const anchor = placeIn(this.#view.state.doc, line, column);
    this.#view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    this.#view.focus();
  }

  close(): void {
    this.#view.destroy();
  }

  #extensions(facts: TextFacts): Extension {
    const { language, purpose, look } = this.#parts;
    return [
      keymap.of([{ key: 'Mod-s', preventDefault: true, run: () => this.#listeners.onSave() }]),
      look.of(textLook(facts.isDark)),
      textSetup(facts.value),
      language.of(languageOf(facts.language)),
      purpose.of(textPurpose(facts.label, facts.isReadOnly)),
      EditorView.updateListener.of(({ docChanged }) => {
        if (docChanged) this.#tellText();
      }),
    ];
  }

  #tellText(): void {
    const value = withLineEnds(this.#view.state.doc.toString(), this.#lineEnd);
    if (value === this.#told) return;
    this.#told = value;
    this.#listeners.onChange(value);
  }

  #tellTopLine(): void {
    const { state, scrollDOM } = this.#view;
    const line = state.doc.lineAt(this.#view.lineBlockAtHeight(scrollDOM.scrollTop).from).number;
    if (line === this.#topLine) return;
    this.#topLine = line;
    this.#listeners.onTopLine(line);
  }
}
