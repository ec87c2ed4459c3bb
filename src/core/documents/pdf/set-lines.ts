import { faceOf } from '../tree/styled-runs.ts';
import type { RunStyle, StyledRun } from '../tree/styled-runs.ts';
import type { DejavuFace } from '../fonts/dejavu-fonts.ts';

/** Text of one style at its place in a line. */
export interface SetRun extends RunStyle {
  readonly text: string;
  /** From the start of the line. */
  readonly x: number;
  readonly width: number;
}

export interface SetLine {
  readonly runs: readonly SetRun[];
  readonly width: number;
}

/** Tells how wide a text will come out, kerning included. */
export type Measure = (text: string, face: DejavuFace, fontSize: number) => number;

export interface LineRoom {
  readonly width: number;
  readonly fontSize: number;
  readonly measure: Measure;
}

/** A word, which may change its style inside; a break is a word of its own. */
interface Word {
  readonly parts: readonly StyledRun[];
  readonly width: number;
  readonly isBreak: boolean;
  /** The style of the space before it; none where it begins a text. */
  readonly space: RunStyle | undefined;
}

/** Text broken into lines of at most `room.width`; a longer word is parted where the line ends. */
export function setLines(runs: readonly StyledRun[], room: LineRoom): readonly SetLine[] {
  const lines: Word[][] = [[]];
  let used = 0;
  for (const word of wordsOf(runs, room)) {
    if (word.isBreak) {
      lines.push([]);
      used = 0;
      continue;
    }
    const space = used === 0 || word.space === undefined ? 0 : room.measure(' ', faceOf(word.space), room.fontSize);
    if (used > 0 && used + space + word.width > room.width) {
      lines.push([]);
      used = 0;
    }
    for (const [index, part] of partedWord(word, room).entries()) {
      if (index > 0) {
        lines.push([]);
        used = 0;
      }
      lines.at(-1)?.push(part);
      used += (used === 0 ? 0 : space) + part.width;
    }
  }
  return lines.map((words) => placed(words, room));
}

function wordsOf(runs: readonly StyledRun[], room: LineRoom): readonly Word[] {
  const words: Word[] = [];
  let parts: StyledRun[] = [];
  let space: RunStyle | undefined;
  const endWord = (): void => {
    if (parts.length > 0) {
      words.push({ parts, width: widthOf(parts, room), isBreak: false, space });
    }
    parts = [];
    space = undefined;
  };
  for (const run of runs) {
    if (run.isBreak) {
      endWord();
      words.push({ parts: [], width: 0, isBreak: true, space: undefined });
      continue;
    }
    // A space that must not break stays inside its word.
    for (const piece of run.text.split(/([ \t\n\r]+)/)) {
      if (/^[ \t\n\r]+$/.test(piece)) {
        endWord();
        space = run;
      } else if (piece !== '') {
        parts.push({ ...run, text: piece });
      }
    }
  }
  endWord();
  return words;
}

/** The word itself, or as many pieces as lines are needed for it. */
function partedWord(word: Word, room: LineRoom): readonly Word[] {
  if (word.width <= room.width) {
    return [word];
  }
  const pieces: StyledRun[][] = [[]];
  let used = 0;
  for (const part of word.parts) {
    const face = faceOf(part);
    for (const { segment } of new Intl.Segmenter('en').segment(part.text)) {
      const width = room.measure(segment, face, room.fontSize);
      if (used > 0 && used + width > room.width) {
        pieces.push([]);
        used = 0;
      }
      used += width;
      appendText(pieces.at(-1) ?? [], { ...part, text: segment });
    }
  }
  return pieces.map((parts, index) => ({ parts, width: widthOf(parts, room), isBreak: false, space: index === 0 ? word.space : undefined }));
}

/** Words joined to runs: neighbours of one style are drawn as one text, so that they can be searched and copied. */
function placed(words: readonly Word[], room: LineRoom): SetLine {
  const joined: StyledRun[] = [];
  for (const [index, word] of words.entries()) {
    if (index > 0 && word.space !== undefined) {
      appendText(joined, { ...word.space, text: ' ', isBreak: false });
    }
    for (const part of word.parts) {
      appendText(joined, part);
    }
  }
  let x = 0;
  const runs = joined.map((run): SetRun => {
    const width = room.measure(run.text, faceOf(run), room.fontSize);
    x += width;
    return { text: run.text, bold: run.bold, italic: run.italic, strike: run.strike, code: run.code, link: run.link, x: x - width, width };
  });
  return { runs, width: x };
}

function appendText(runs: StyledRun[], run: StyledRun): void {
  const last = runs.at(-1);
  if (last !== undefined && sameStyle(last, run)) {
    runs[runs.length - 1] = { ...last, text: last.text + run.text };
  } else {
    runs.push(run);
  }
}

function sameStyle(one: RunStyle, other: RunStyle): boolean {
  return one.bold === other.bold && one.italic === other.italic && one.strike === other.strike && one.code === other.code && one.link === other.link;
}

function widthOf(parts: readonly StyledRun[], { measure, fontSize }: LineRoom): number {
  return parts.reduce((total, part) => total + measure(part.text, faceOf(part), fontSize), 0);
}
