import { RE2JS } from '@bufbuild/re2';
import { AppError } from '../model/errors.ts';
import { patternProblem } from './functions/text-functions.ts';

/** A part of a text, in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Instructions of a compiled pattern, as the engine numbers them. */
const ops = { alt: 1, altMatch: 2, capture: 3, emptyWidth: 4, match: 6, nop: 7 } as const;
const most = 6_000_000;

/**
 * Where a pattern of RE2 lies in a text: of matches that overlap the first and longest, never an empty one. The work is
 * bounded: a pattern that is refused, or takes too long on the text, is `input_invalid`.
 */
export function findMatches(text: string, pattern: string): readonly TextRange[] {
  const problem = patternProblem(pattern);
  if (problem !== undefined) throw new AppError('input_invalid', `The pattern cannot be used: ${problem}.`, { next: 'Write it as RE2 takes it, shorter or with fewer repetitions.' });
  const compiled = compile(pattern);
  if (!compiled.test(text)) return [];
  const search = new Search(compiled.re2().prog, text);
  const found: TextRange[] = [];
  for (let from = 0; from <= text.length; ) {
    const range = search.next(from);
    if (range === undefined) break;
    if (range.end > range.start) found.push(range);
    from = Math.max(range.end, range.start + 1);
  }
  return found;
}

const kept = new Map<string, RE2JS>();

function compile(pattern: string): RE2JS {
  const known = kept.get(pattern);
  if (known !== undefined) return known;
  const [oldest] = kept.keys();
  if (kept.size >= 200 && oldest !== undefined) kept.delete(oldest);
  const compiled = RE2JS.compile(pattern);
  kept.set(pattern, compiled);
  return compiled;
}

type Program = ReturnType<RE2JS['re2']>['prog'];

/** Runs all ways through the program at once, each knowing where it began. */
class Search {
  readonly #program: Program;
  readonly #text: string;
  #work = 0;
  #threads = new Map<number, number>();
  #best: TextRange | undefined;

  constructor(program: Program, text: string) {
    this.#program = program;
    this.#text = text;
  }

  next(from: number): TextRange | undefined {
    this.#threads = new Map();
    this.#best = undefined;
    for (let at = from; at <= this.#text.length; ) {
      const context = contextOf(this.#text, at);
      const here = this.#threads;
      this.#threads = new Map();
      for (const [pc, start] of here) this.#add(pc, { start, at, context });
      if (this.#best === undefined) this.#add(this.#program.start, { start: at, at, context });
      if (this.#best !== undefined && this.#threads.size === 0) break;
      const rune = this.#text.codePointAt(at);
      if (rune === undefined) break;
      this.#step(rune);
      at += rune > 0xffff ? 2 : 1;
    }
    return this.#best;
  }

  /** Threads that read runes, as far as the program goes without one. The one that began first keeps a place. */
  #add(first: number, { start, at, context }: TextRangeAt): void {
    const open = [first];
    for (let pc = open.pop(); pc !== undefined; pc = open.pop()) {
      const known = this.#threads.get(pc);
      if (known !== undefined && known <= start) continue;
      this.#spend();
      const inst = this.#program.getInst(pc);
      this.#threads.set(pc, start);
      if (inst.op === ops.match) {
        if (this.#best === undefined || start <= this.#best.start) this.#best = { start, end: at };
      } else if (inst.op === ops.alt || inst.op === ops.altMatch) {
        open.push(inst.arg, inst.out);
      } else if (inst.op === ops.nop || inst.op === ops.capture || (inst.op === ops.emptyWidth && (inst.arg & ~context) === 0)) {
        open.push(inst.out);
      }
    }
  }

  #step(rune: number): void {
    const next = new Map<number, number>();
    for (const [pc, start] of this.#threads) {
      if (this.#best !== undefined && start > this.#best.start) continue;
      this.#spend();
      const inst = this.#program.getInst(pc);
      if (inst.op < 8 || !inst.matchRune(rune)) continue;
      const known = next.get(inst.out);
      if (known === undefined || start < known) next.set(inst.out, start);
    }
    this.#threads = next;
  }

  #spend(): void {
    this.#work += 1;
    if (this.#work > most) throw new AppError('input_invalid', 'A pattern takes too long on a text of this length.', { next: 'Make the pattern narrower, so that a match is over sooner.' });
  }
}

interface TextRangeAt {
  readonly start: number;
  readonly at: number;
  readonly context: number;
}

/** What is true between two runes: begin and end of line and text, and whether a word begins or ends. */
function contextOf(text: string, at: number): number {
  const [before, after] = [text[at - 1], text[at]];
  const line = (before === undefined || before === '\n' ? 1 : 0) | (after === undefined || after === '\n' ? 2 : 0);
  return line | (before === undefined ? 4 : 0) | (after === undefined ? 8 : 0) | (isWord(before) === isWord(after) ? 32 : 16);
}

function isWord(unit: string | undefined): boolean {
  return unit !== undefined && /\w/u.test(unit);
}
