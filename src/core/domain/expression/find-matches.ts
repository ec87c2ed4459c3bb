import { RE2JS } from '@bufbuild/re2';
import { AppError } from '../model/errors.ts';
import { patternProblem } from './functions/text-functions.ts';
import { TextWork } from './text-work.ts';

/** A part of a text, in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Why a pattern cannot be looked for; undefined when it can. */
export function searchProblem(pattern: string): string | undefined {
  const compiled = compile(pattern);
  return typeof compiled === 'string' ? compiled : undefined;
}

/**
 * Where a pattern of RE2 lies in a text: of matches that overlap the first and longest, never an empty one. A pattern that
 * is refused is `input_invalid`, and so is one that takes more work than is left.
 */
export function findMatches(text: string, pattern: string, work: TextWork = new TextWork()): readonly TextRange[] {
  const program = compile(pattern);
  if (typeof program === 'string') throw new AppError('input_invalid', `The pattern cannot be used: ${program}.`, { next: 'Write it as RE2 takes it, shorter or with fewer repetitions.' });
  const search = new Search(program, text, work);
  const found: TextRange[] = [];
  for (let from = 0; from <= text.length; ) {
    const range = search.next(from);
    if (range === undefined) break;
    if (range.end > range.start) found.push(range);
    from = Math.max(range.end, range.start + 1);
  }
  return found;
}

type Program = ReturnType<RE2JS['re2']>['prog'];

const kept = new Map<string, Program | string>();
const mostKept = 200;
const mostSteps = 2000;

/** The program, or why there is none. */
function compile(pattern: string): Program | string {
  const known = kept.get(pattern);
  if (known !== undefined) return known;
  const [oldest] = kept.keys();
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
  const program = patternProblem(pattern) ?? RE2JS.compile(pattern).re2().prog;
  const compiled = typeof program === 'string' || program.numInst() <= mostSteps ? program : `the pattern is too large: ${program.numInst()} steps, of at most ${mostSteps}`;
  kept.set(pattern, compiled);
  return compiled;
}

/** Instructions of a compiled pattern, as the engine numbers them. */
const ops = { alt: 1, altMatch: 2, capture: 3, emptyWidth: 4, match: 6, nop: 7 } as const;
/** What a step of a pattern costs, compared with a look at one character. */
const costOfStep = 6;
const nowhere = -1;

/** Ways through the program that are under way: where each began, by the instruction it stands at. */
class Ways {
  readonly starts: Int32Array;
  readonly places: Int32Array;
  size = 0;

  constructor(instructions: number) {
    this.starts = new Int32Array(instructions).fill(nowhere);
    this.places = new Int32Array(instructions);
  }

  /** Of two at one place the one that began first stays. Gives whether this one does. */
  add(place: number, start: number): boolean {
    const known = this.starts[place] ?? nowhere;
    if (known !== nowhere && known <= start) return false;
    if (known === nowhere) {
      this.places[this.size] = place;
      this.size += 1;
    }
    this.starts[place] = start;
    return true;
  }

  clear(): void {
    for (let at = 0; at < this.size; at += 1) this.starts[this.places[at] ?? 0] = nowhere;
    this.size = 0;
  }
}

/** Runs all ways through the program at once. */
class Search {
  readonly #program: Program;
  readonly #text: string;
  readonly #work: TextWork;
  readonly #open: number[] = [];
  /** ASCII signs that a match may begin with. */
  readonly #begins: Uint8Array;
  #here: Ways;
  #next: Ways;
  #best: TextRange | undefined;

  constructor(program: Program, text: string, work: TextWork) {
    this.#program = program;
    this.#text = text;
    this.#work = work;
    this.#here = new Ways(program.numInst());
    this.#next = new Ways(program.numInst());
    this.#begins = this.#beginnings();
  }

  next(from: number): TextRange | undefined {
    this.#here.clear();
    this.#best = undefined;
    for (let at = from; at <= this.#text.length; ) {
      if (this.#here.size === 0) {
        if (this.#best !== undefined) break;
        at = this.#skip(at);
      }
      this.#extend(at);
      if (this.#best !== undefined && this.#next.size === 0) break;
      const rune = this.#text.codePointAt(at);
      if (rune === undefined) break;
      this.#step(rune);
      at += rune > 0xffff ? 2 : 1;
    }
    return this.#best;
  }

  /** Past everything no match begins with. */
  #skip(from: number): number {
    let at = from;
    for (; at < this.#text.length; at += 1) {
      const unit = this.#text.charCodeAt(at);
      if (unit > 127 || this.#begins[unit] === 1) break;
    }
    this.#work.spend(at - from + 1);
    return at;
  }

  #beginnings(): Uint8Array {
    const begins = new Uint8Array(128);
    this.#add(this.#next, this.#program.start, { start: 0, at: 0, context: ~0 });
    for (let at = 0; at < this.#next.size; at += 1) {
      const inst = this.#program.getInst(this.#next.places[at] ?? 0);
      if (inst.op > ops.nop) for (let unit = 0; unit < 128; unit += 1) if (inst.matchRune(unit)) begins[unit] = 1;
    }
    this.#next.clear();
    return begins;
  }

  /** All ways that are under way as far as they go without a rune, and one that begins here. */
  #extend(at: number): void {
    const context = contextOf(this.#text, at);
    this.#next.clear();
    for (let way = 0; way < this.#here.size; way += 1) {
      const place = this.#here.places[way] ?? 0;
      this.#add(this.#next, place, { start: this.#here.starts[place] ?? 0, at, context });
    }
    if (this.#best === undefined) this.#add(this.#next, this.#program.start, { start: at, at, context });
  }

  #add(ways: Ways, first: number, { start, at, context }: TextRangeAt): void {
    const open = this.#open;
    open.push(first);
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (!ways.add(place, start)) continue;
      this.#work.spend(costOfStep);
      const inst = this.#program.getInst(place);
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
    this.#here.clear();
    for (let way = 0; way < this.#next.size; way += 1) {
      const place = this.#next.places[way] ?? 0;
      const start = this.#next.starts[place] ?? 0;
      if (this.#best !== undefined && start > this.#best.start) continue;
      const inst = this.#program.getInst(place);
      this.#work.spend(inst.runes.length > 8 ? 4 * costOfStep : costOfStep);
      if (inst.op > ops.nop && inst.matchRune(rune)) this.#here.add(inst.out, start);
    }
  }
}

interface TextRangeAt {
  readonly start: number;
  readonly at: number;
  readonly context: number;
}

/** What is true between two runes: begin and end of line and text, and whether a word begins or ends. */
function contextOf(text: string, at: number): number {
  const before = at === 0 ? undefined : text.charCodeAt(at - 1);
  const after = at >= text.length ? undefined : text.charCodeAt(at);
  const line = (before === undefined || before === 10 ? 1 : 0) | (after === undefined || after === 10 ? 2 : 0);
  return line | (before === undefined ? 4 : 0) | (after === undefined ? 8 : 0) | (isWord(before) === isWord(after) ? 32 : 16);
}

function isWord(unit: number | undefined): boolean {
  if (unit === undefined) return false;
  const small = unit | 32;
  return (small >= 97 && small <= 122) || (unit >= 48 && unit <= 57) || unit === 95;
}
