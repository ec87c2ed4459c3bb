import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, closeCompletion, type Completion as CodeCompletion, type CompletionContext, completionKeymap, type CompletionResult, startCompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state';
import { drawSelection, dropCursor, EditorView, keymap, placeholder } from '@codemirror/view';
import { outsideText } from '../../../editors/text/outside-text.ts';
import { shadowPlace } from '../../../editors/text/shadow-place.ts';
import { textLook } from '../../../editors/text/text-look.ts';
import { typeOver } from '../../../editors/text/type-over.ts';
import { pathType } from '../scope/path-drag.ts';
import { codeColours } from './code-colours.ts';
import { type Completion, completionsAt } from './completions.ts';
import { putPath } from './put-path.ts';

export interface CodeFacts {
  readonly label: string;
  /** Read after the label: help, and what is wrong. */
  readonly description: string;
  readonly value: string;
  readonly language: 'expression' | 'template';
  readonly hasLines: boolean;
  readonly isReadOnly: boolean;
  readonly isInvalid: boolean;
  readonly isDark: boolean;
  readonly placeholder: string;
}

export interface CodeListeners {
  onChange(value: string): void;
  completions(): readonly Completion[];
}

export interface CodeProblem {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** A small editor of an expression or a template, in a root of its own, until it is closed. */
export class OpenCode {
  readonly #view: EditorView;
  readonly #parts = { look: new Compartment(), purpose: new Compartment() };
  readonly #listeners: CodeListeners;
  #facts: CodeFacts;
  #told: string;
  #wasEntered = false;

  constructor(host: HTMLElement, facts: CodeFacts, listeners: CodeListeners) {
    this.#facts = facts;
    this.#told = facts.value;
    this.#listeners = listeners;
    const { root, place } = shadowPlace(host);
    this.#view = new EditorView({ parent: place, root, state: EditorState.create({ doc: facts.value, extensions: this.#extensions(facts) }) });
  }

  update(next: CodeFacts): void {
    const before = this.#facts;
    this.#facts = next;
    const { look, purpose } = this.#parts;
    const effects = [...(next.isDark === before.isDark ? [] : [look.reconfigure(textLook(next.isDark))]), ...(purposeKey(next) === purposeKey(before) ? [] : [purpose.reconfigure(purposeOf(next))])];
    if (effects.length > 0) this.#view.dispatch({ effects });
    // A parent that is told late still gives the value from before; only another one takes the text's place.
    if (next.value === before.value || next.value === this.#told) return;
    this.#told = next.value;
    this.#view.dispatch(outsideText(this.#view.state, next.value));
  }

  mark(problems: readonly CodeProblem[]): void {
    const { length } = this.#view.state.doc;
    const marks = problems.map(({ from, to, message }): Diagnostic => {
      const start = Math.min(from, Math.max(0, length - 1));
      return { from: start, to: Math.min(length, Math.max(to, start + 1)), message, severity: 'error' };
    });
    this.#view.dispatch(setDiagnostics(this.#view.state, marks.toSorted((one, other) => one.from - other.from)));
  }

  /** Puts a path where the cursor is: between new braces in the words of a template. */
  insert(path: string): void {
    const { from, to } = this.#view.state.selection.main;
    this.#put(path, from, to);
    this.#view.focus();
  }

  focus(): void {
    this.#view.focus();
  }

  /** Shows all that may be put where the cursor is; at the end, where nobody has been in the text yet. */
  offer(): void {
    if (!this.#wasEntered) this.#view.dispatch({ selection: { anchor: this.#view.state.doc.length }, scrollIntoView: true });
    this.#view.focus();
    startCompletion(this.#view);
  }

  close(): void {
    this.#view.destroy();
  }

  #put(path: string, from: number, to: number): void {
    const { changes, cursor } = putPath(path, { text: this.#view.state.doc.toString(), from, to, language: this.#facts.language });
    this.#view.dispatch({ changes, selection: { anchor: cursor }, userEvent: 'input.drop', scrollIntoView: true });
  }

  #extensions(facts: CodeFacts): Extension {
    const { look, purpose } = this.#parts;
    const isLine = facts.language === 'template' && !facts.hasLines;
    return [
      // It closes what is offered, and not the window the text is in.
      Prec.high(keymap.of([{ key: 'Escape', run: closeCompletion, stopPropagation: true }])),
      isLine ? Prec.high(keymap.of([{ key: 'Enter', run: () => true }])) : [],
      codeColours(facts.language),
      look.of(textLook(facts.isDark)),
      history(),
      drawSelection({ cursorBlinkRate: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 1200 }),
      dropCursor(),
      bracketMatching(),
      closeBrackets(),
      typeOver,
      EditorView.lineWrapping,
      autocompletion({ override: [(context) => this.#complete(context)], icons: false, interactionDelay: 0 }),
      // The words for cursor keys and such come from elsewhere: here only what a text needs. Tab takes what is offered, else it leaves.
      keymap.of([{ key: 'Tab', run: acceptCompletion }, ...completionKeymap, ...closeBracketsKeymap, ...historyKeymap, ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter')]),
      purpose.of(purposeOf(facts)),
      EditorView.updateListener.of(({ docChanged }) => {
        if (docChanged) this.#tell();
      }),
      EditorView.domEventHandlers({ focus: () => { this.#wasEntered = true; }, drop: (event, view) => this.#drop(event, view), dragover: (event) => acceptPath(event) }),
    ];
  }

  #complete(context: CompletionContext): CompletionResult | null {
    const found = completionsAt({ text: context.state.doc.toString(), at: context.pos, language: this.#facts.language, isAsked: context.explicit }, this.#listeners.completions());
    if (found === undefined || found.options.length === 0) return null;
    return {
      from: found.from,
      validFor: /^[A-Za-z_][A-Za-z0-9_.[\]]*$/u,
      options: found.options.map(({ label, kind, detail, info }, index) => ({
        label,
        type: kind,
        detail,
        ...(info === undefined ? {} : { info }),
        boost: kind === 'path' ? 1 : 0,
        // Where what is typed tells nothing, they stay in the order they are offered in.
        sortText: String(index).padStart(6, '0'),
        apply: (...[, , from, to]: Parameters<Extract<CodeCompletion['apply'], (...all: never[]) => void>>) => {
          if (kind === 'path') this.#put(label, from, to);
          else this.#putCall(label, from, to);
        },
      })),
    };
  }

  #putCall(name: string, from: number, to: number): void {
    this.#view.dispatch({ changes: { from, to, insert: `${name}()` }, selection: { anchor: from + name.length + 1 }, userEvent: 'input.complete' });
  }

  #drop(event: DragEvent, view: EditorView): boolean {
    const path = event.dataTransfer?.getData(pathType) ?? '';
    if (path === '') return false;
    event.preventDefault();
    const at = view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length;
    this.#put(path, at, at);
    view.focus();
    return true;
  }

  #tell(): void {
    const value = this.#view.state.doc.toString();
    if (value === this.#told) return;
    this.#told = value;
    this.#listeners.onChange(value);
  }
}

function acceptPath(event: DragEvent): boolean {
  if (event.dataTransfer?.types.includes(pathType) !== true) return false;
  event.preventDefault();
  return true;
}

function purposeKey({ label, description, isReadOnly, isInvalid, placeholder: hint }: CodeFacts): string {
  return JSON.stringify([label, description, isReadOnly, isInvalid, hint]);
}

function purposeOf({ label, description, isReadOnly, isInvalid, placeholder: hint, hasLines, language }: CodeFacts): Extension {
  return [
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-multiline': String(hasLines || language === 'expression'), ...(description === '' ? {} : { 'aria-description': description }), ...(isInvalid ? { 'aria-invalid': 'true' } : {}), tabindex: '0', ...(isReadOnly ? { 'aria-readonly': 'true' } : {}) }),
    EditorState.readOnly.of(isReadOnly),
    EditorView.editable.of(!isReadOnly),
    hint === '' ? [] : placeholder(hint),
  ];
}
