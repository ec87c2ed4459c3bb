import { Text } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { chosenText, mergeTexts } from '../../src/renderer/editors/diff/merge-texts.ts';
import { movedSelection, rangeOf } from '../../src/renderer/editors/grid/grid-moves.ts';
import { findInPdf, placesIn } from '../../src/renderer/editors/pdf/find-in-pdf.ts';
import { nextZoom } from '../../src/renderer/editors/pdf/zoom-steps.ts';
import { cleanTree } from '../../src/renderer/editors/preview/clean-tree.ts';
import { frameStyle } from '../../src/renderer/editors/preview/frame-page.ts';
import { markdownBlocks } from '../../src/renderer/editors/preview/markdown-tree.ts';
import { readPage } from '../../src/renderer/editors/preview/read-page.ts';
import { keepEqual } from '../../src/renderer/editors/preview/keep-equal.ts';
import { lineEndOf, withLineEnds } from '../../src/renderer/editors/text/line-ends.ts';
import { problemMarks } from '../../src/renderer/editors/text/problem-marks.ts';
import { textChange } from '../../src/renderer/editors/text/text-change.ts';
import { contentPolicy } from '../../src/server/page/security-headers.ts';

describe('a text in the editor', () => {
  it('becomes another text by one replacement, wherever they differ', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '\n') }), fc.string({ unit: fc.constantFrom('a', 'b', '\n') }), (before, after) => {
      const change = textChange(before, after);
      expect(change === undefined ? before : before.slice(0, change.from) + change.insert + before.slice(change.to)).toBe(after);
    }));
    expect(textChange('one two three', 'one 2 three')).toEqual({ from: 4, to: 7, insert: '2' });
  });

  it('keeps the way its lines end', () => {
    expect(lineEndOf('a\r\nb\n')).toBe('\r\n');
    expect(lineEndOf('a\nb')).toBe('\n');
    expect(withLineEnds(withLineEnds('a\r\nb\r\n', '\n'), '\r\n')).toBe('a\r\nb\r\n');
  });

  it('is marked at the word that is wrong, and inside itself wherever a problem points', () => {
    const doc = Text.of(['{', '  "name": "Oslo",', '}']);
    const at = (line: number, column: number) => problemMarks([{ line, column, message: 'wrong', severity: 'error' }], doc)[0];

    expect(at(2, 11)).toMatchObject({ from: 12, to: 18 });
    expect(at(99, 99)).toMatchObject({ from: doc.length, to: doc.length });
    expect(at(1, 1)).toMatchObject({ from: 0, to: 1 });
  });
});

describe('two changes of one text', () => {
  it('are merged where they do not meet', () => {
    expect(mergeTexts('a\nb\nc\nd\ne\n', 'A\nb\nc\nd\ne\n', 'a\nb\nc\nd\nE\n')).toEqual({ text: 'A\nb\nc\nd\nE\n', conflicts: [] });
    expect(mergeTexts('a\nb\n', 'a\nX\n', 'a\nX\n').conflicts).toEqual([]);
  });

  it('conflict where they do, and my side stands until one is chosen', () => {
    const { text, conflicts } = mergeTexts('a\nb\nc\n', 'a\nmine\nc\n', 'a\ntheirs\nc\n');
    const [conflict] = conflicts;
    if (conflict === undefined) throw new Error('No conflict.');

    expect(text).toBe('a\nmine\nc\n');
    expect(text.slice(conflict.from, conflict.to)).toBe('mine\n');
    expect([chosenText(conflict, 'theirs'), chosenText(conflict, 'both'), chosenText(conflict, 'base')]).toEqual(['theirs\n', 'mine\ntheirs\n', 'b\n']);
  });
});

describe('keys in the grid', () => {
  const size = { rows: 100, columns: 5, page: 20 };
  const selection = { anchor: { row: 3, column: 2 }, cursor: { row: 3, column: 2 } };
  const press = (key: string, shiftKey = false, isCommand = false) => movedSelection(selection, { key, shiftKey, isCommand }, size);

  it('move the cursor, and stop at the edges', () => {
    expect(press('ArrowUp')?.cursor).toEqual({ row: 2, column: 2 });
    expect(press('PageUp')?.cursor).toEqual({ row: 0, column: 2 });
    expect(press('End', false, true)?.cursor).toEqual({ row: 99, column: 4 });
    expect(press('x')).toBeUndefined();
  });

  it('extend the selection with Shift, and take everything with Ctrl and A', () => {
    expect(rangeOf(press('ArrowLeft', true) ?? selection)).toEqual({ top: 3, bottom: 3, left: 1, right: 2 });
    expect(rangeOf(press('a', false, true) ?? selection)).toEqual({ top: 0, bottom: 99, left: 0, right: 4 });
  });
});

describe('a preview', () => {
  it('has the style that the content policy lists', () => {
    expect(contentPolicy).toContain(`'sha256-${createHash('sha256').update(frameStyle).digest('base64')}'`);
  });

  it('reads Markdown block by block with its lines, past the facts at its head', () => {
    expect(markdownBlocks('---\ntitle: x\n---\n# One\n\ntext &amp; more\n').map(({ line }) => line)).toEqual([4, 6]);
  });

  it('draws a block anew only where it changed', () => {
    const before = markdownBlocks('# One\n\ntwo\n');
    const after = keepEqual(before, markdownBlocks('# One\n\nbetween\n\ntwo\n'));

    expect(after[0]).toBe(before[0]);
    expect(after[2]?.print).toBe(before[1]?.print);
    expect(after.map(({ line }) => line)).toEqual([1, 3, 5]);
  });

  it('counts what it takes out of HTML and leaves what can be read', () => {
    const tree = readPage('<p onclick=x style="a">t</p><form><b>kept</b></form><iframe></iframe><img src="//x"><a href="javascript:x">l</a><link rel=stylesheet href=x><script>1</script>');

    expect(tree && cleanTree(tree)).toEqual({ handler: 1, style: 2, form: 1, frame: 1, remote: 1, link: 1, script: 1 });
    expect(JSON.stringify(tree)).toContain('kept');
    expect(JSON.stringify(tree)).not.toMatch(/onClick|javascript|iframe|script|href/u);
  });

  it('does not read HTML that opens its elements again in every block, or nests without end', () => {
    const opened = Array.from({ length: 600 }, (_, number) => `<b a${number}>`).join('');

    expect(readPage(`<p>${opened}${'<p>x'.repeat(3000)}`)).toBeUndefined();
    expect(readPage('<div>'.repeat(50_000))).toBeUndefined();
  });
});

it('the sizes of a PDF go up and down in steps, and stop at the ends', () => {
  expect([nextZoom(1, 1), nextZoom(1.1, -1), nextZoom(4, 1), nextZoom(0.25, -1)]).toEqual([1.25, 1, 4, 0.25]);
});

describe('a text that is looked for in a PDF', () => {
  const pages = ['Straße one\u00a0 two', 'none here', 'ONE two one two'];
  const pdf = { pages: pages.length, textOf: async (number: number) => Promise.resolve(pages[number - 1] ?? '') };
  const never = new AbortController().signal;

  it('is found place by place, page by page, and from the beginning again', async () => {
    const first = await findInPdf(pdf, { wanted: 'one', page: 1 }, never);
    const second = await findInPdf(pdf, { wanted: 'one', page: 2, after: first }, never);
    const third = await findInPdf(pdf, { wanted: 'one', page: 3, after: { wanted: 'one', page: 3, index: 0, count: 2 } }, never);
    const again = await findInPdf(pdf, { wanted: 'one', page: 3, after: third }, never);

    expect([first, second, third, again].map((place) => [place?.page, place?.index, place?.count])).toEqual([[1, 0, 1], [2, 0, 1], [3, 1, 2], [1, 0, 1]]);
    expect(await findInPdf(pdf, { wanted: 'three', page: 2 }, never)).toBeUndefined();
  });

  it('is found whatever its case and its spaces, at the letter where it begins', () => {
    expect(placesIn('A\u00a0b a B', 'a b')).toEqual([0, 4]);
    expect(placesIn('\u0130x X', 'x')).toEqual([1, 3]);
    expect(placesIn('aaaa', 'aa')).toEqual([0, 2]);
    expect(placesIn('a', ' ')).toEqual([]);
  });
});
