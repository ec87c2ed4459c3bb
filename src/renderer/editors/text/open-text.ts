import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { type LineEnd, lineEndOf, withLineEnds } from './line-ends.ts';
import { outsideText } from './outside-text.ts';
import { placeIn, problemMarks } from './problem-marks.ts';
import { shadowPlace } from './shadow-place.ts';
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
  /** `isUrgent`: somebody needs it before anything else happens. */
  onChange(value: string, isUrgent: boolean): void;
  onSave(): boolean;
  /** Nothing that was done in this text is left to take back or to do again. */
  onUndo(way: 'undo' | 'redo'): boolean;
  onTopLine(line: number): void;
  /** A person moved the cursor. */
  onCursor(line: number, column: number): void;
}

/** Texts longer than this are told in pauses: all of it made anew at each key would be felt. */
const toldAtOnce = 50_000;
const tellAfterMs = 120;

const undoKeys = [['Mod-z', 'undo'], ['Mod-y', 'redo'], ['Mod-Shift-z', 'redo']] as const;

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
  #telling: ReturnType<typeof setTimeout> | undefined;
  readonly #closed = new AbortController();

  constructor(host: HTMLElement, facts: TextFacts, listeners: TextListeners) {
    this.#facts = facts;
    this.#told = facts.value;
    this.#lineEnd = lineEndOf(facts.value);
    this.#listeners = listeners;
    const { root, place } = shadowPlace(host);
    const state = EditorState.create({ doc: facts.value, extensions: this.#extensions(facts) });
    this.#view = new EditorView({ parent: place, root, state });
    this.#view.scrollDOM.addEventListener('scroll', () => { this.#tellTopLine(); }, { passive: true });
    this.#tellBeforeOthers();
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
    this.#forgetTelling();
    this.#told = next.value;
    this.#lineEnd = lineEndOf(next.value);
    this.#view.dispatch(outsideText(this.#view.state, withLineEnds(next.value, '\n')));
  }

  mark(problems: readonly TextProblem[]): void {
    this.#view.dispatch(setDiagnostics(this.#view.state, problemMarks(problems, this.#view.state.doc)));
  }

  goTo(line: number, column: number): void {
    const anchor = placeIn(this.#view.state.doc, line, column);
    this.#view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    this.#view.focus();
  }

  /** Brings a place into sight, unless somebody is writing. */
  reveal(line: number, column: number): void {
    if (this.#view.hasFocus) return;
    this.#view.dispatch({ effects: EditorView.scrollIntoView(placeIn(this.#view.state.doc, line, column), { y: 'start', yMargin: 24 }) });
  }

  close(): void {
    this.#closed.abort();
    this.#forgetTelling();
    this.#view.destroy();
  }

  #extensions(facts: TextFacts): Extension {
    const { language, purpose, look } = this.#parts;
    return [
      keymap.of([{ key: 'Mod-s', preventDefault: true, run: () => this.#save() }]),
      look.of(textLook(facts.isDark)),
      textSetup(facts.value),
      // Below the editor's own: asked where that has nothing left.
      keymap.of(undoKeys.map(([key, way]) => ({ key, run: ({ state }) => !state.readOnly && this.#listeners.onUndo(way) }))),
      language.of(languageOf(facts.language)),
      purpose.of(textPurpose(facts.label, facts.isReadOnly)),
      EditorView.updateListener.of(({ docChanged, selectionSet, transactions }) => {
        if (docChanged) this.#tellSoon();
        if (selectionSet && transactions.some((one) => one.isUserEvent('select'))) this.#tellCursor();
      }),
    ];
  }

  #save(): boolean {
    this.#tellWaiting();
    return this.#listeners.onSave();
  }

  #tellSoon(): void {
    if (this.#view.state.doc.length <= toldAtOnce) this.#tellText(false);
    else this.#telling ??= setTimeout(() => { this.#tellText(false); }, tellAfterMs);
  }

  #tellText(isUrgent: boolean): void {
    this.#forgetTelling();
    const value = withLineEnds(this.#view.state.doc.toString(), this.#lineEnd);
    if (value === this.#told) return;
    this.#told = value;
    this.#listeners.onChange(value, isUrgent);
  }

  #tellWaiting(): void {
    if (this.#telling !== undefined) this.#tellText(true);
  }

  #forgetTelling(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
  }

  /** A text that waits is told before a key, a click elsewhere or the end of the page acts upon it. */
  #tellBeforeOthers(): void {
    const { signal } = this.#closed;
    const options = { capture: true, signal };
    const tell = (): void => { this.#tellWaiting(); };
    this.#view.contentDOM.addEventListener('blur', () => { if (this.#telling !== undefined) this.#tellText(false); }, { signal });
    window.addEventListener('keydown', ({ altKey, ctrlKey, metaKey }) => { if (altKey || ctrlKey || metaKey) tell(); }, options);
    window.addEventListener('pointerdown', tell, options);
    window.addEventListener('pagehide', tell, options);
    window.addEventListener('visibilitychange', tell, options);
    window.addEventListener('popstate', tell, options);
  }

  #tellCursor(): void {
    const { doc, selection } = this.#view.state;
    const line = doc.lineAt(selection.main.head);
    this.#listeners.onCursor(line.number, selection.main.head - line.from + 1);
  }

  #tellTopLine(): void {
    const { state, scrollDOM } = this.#view;
    const line = state.doc.lineAt(this.#view.lineBlockAtHeight(scrollDOM.scrollTop).from).number;
    if (line === this.#topLine) return;
    this.#topLine = line;
    this.#listeners.onTopLine(line);
  }
}
