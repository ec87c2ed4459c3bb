import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLists } from '../../../src/core/domain/model/compare-lines.ts';
import type { Json } from '../../../src/core/domain/model/json.ts';
import { mergeTexts } from '../../../src/core/domain/model/merge-texts.ts';
import { structureChanges } from '../../../src/core/domain/model/structure-changes.ts';
import { textHunks } from '../../../src/core/domain/model/text-hunks.ts';

const few = fc.array(fc.constantFrom('a', 'b', 'c', '', 'd'), { maxLength: 14 });
const text = few.map((lines) => lines.map((line) => `${line}\n`).join(''));
const labels = { mine: 'mine', theirs: 'newest' };

function applied(left: readonly string[], right: readonly string[]): readonly string[] {
  const made: string[] = [];
  let at = 0;
  for (const { from, until, otherFrom, otherUntil } of compareLists(left, right)) {
    made.push(...left.slice(at, from), ...right.slice(otherFrom, otherUntil));
    at = until;
  }
  return [...made, ...left.slice(at)];
}

describe('two lists compared', () => {
  it('differ in blocks that make one of the other', () => {
    fc.assert(fc.property(few, few, (left, right) => { expect(applied(left, right)).toEqual(right); }), { numRuns: 500 });
  });

  it('that are equal differ in nothing, and one new item is one block', () => {
    expect(compareLists(['a', 'b'], ['a', 'b'])).toEqual([]);
    expect(compareLists(['a', '', 'b', ''], ['a', '', 'x', 'b', ''])).toEqual([{ from: 2, until: 2, otherFrom: 2, otherUntil: 3 }]);
  });

  it.each([
    ['of different lines', (at: number) => `line ${at}`],
    ['of which every other is empty', (at: number) => (at % 2 === 0 ? '' : `line ${at}`)],
    ['that are all alike', () => 'x'],
  ])('take 100,000 lines %s', (_, line) => {
    const left = Array.from({ length: 100_000 }, (_unused, at) => line(at));
    const right = left.with(1, 'changed').with(99_998, 'changed, too').toSpliced(50_000, 1);

    expect(applied(left, right)).toEqual(right);
  });

  it('take 20,000 lines of which none stays and few differ from each other', () => {
    const left = Array.from({ length: 20_000 }, (_unused, at) => String(at % 7));
    const right = Array.from({ length: 20_000 }, (_unused, at) => String((at * 3) % 11));

    expect(applied(left, right)).toEqual(right);
  });
});

describe('hunks of two texts', () => {
  it('show what differs between lines that do not, with the numbers of both sides', () => {
    const before = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].join('\n');

    expect(textHunks(before, before.replace('2', 'two').replace('9', 'nine'), { context: 1, most: 100 })).toEqual({
      shortened: false,
      hunks: [
        { before: 1, after: 1, lines: [{ kind: 'same', text: '1' }, { kind: 'removed', text: '2' }, { kind: 'added', text: 'two' }, { kind: 'same', text: '3' }] },
        { before: 8, after: 8, lines: [{ kind: 'same', text: '8' }, { kind: 'removed', text: '9' }, { kind: 'added', text: 'nine' }] },
      ],
    });
  });

  it('say that there are more than they show', () => {
    const many = Array.from({ length: 100 }, (_, at) => (at % 2 === 0 ? `a${at}` : '-')).join('\n');

    expect(textHunks(many, many.replaceAll('a', 'b'), { context: 0, most: 10 })).toMatchObject({ shortened: true });
  });
});

describe('a merge of three texts', () => {
  it('takes what only one side changed, and agrees with itself whichever side is called mine', () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        expect(mergeTexts({ base, mine, theirs: base }, labels)).toEqual({ text: mine, conflicts: [] });
        expect(mergeTexts({ base, mine, theirs: mine }, labels)).toEqual({ text: mine, conflicts: [] });
        const [one, other] = [mergeTexts({ base, mine, theirs }, labels), mergeTexts({ base, mine: theirs, theirs: mine }, labels)];
        expect(one.conflicts.map(({ mine: left, theirs: right }) => [left, right])).toEqual(other.conflicts.map(({ mine: left, theirs: right }) => [right, left]));
        if (one.conflicts.length === 0) expect(one.text).toBe(other.text);
      }),
      { numRuns: 300 },
    );
  });

  it('joins changes of different places', () => {
    expect(mergeTexts({ base: 'a\nb\nc\nd\n', mine: 'A\nb\nc\nd\n', theirs: 'a\nb\nc\nd\ne\n' }, labels)).toEqual({ text: 'A\nb\nc\nd\ne\n', conflicts: [] });
  });

  it('puts both sides between marks where they conflict, and says where and what', () => {
    const merged = mergeTexts({ base: 'a\nb\nc', mine: 'a\nmine\nc', theirs: 'a\ntheirs\nc' }, labels);

    expect(merged.text).toBe('a\n<<<<<<< mine\nmine\n=======\ntheirs\n>>>>>>> newest\nc');
    expect(merged.conflicts).toEqual([{ base: 'b\n', mine: 'mine\n', theirs: 'theirs\n', line: 2 }]);
  });
});

describe('two values compared by what they mean', () => {
  it('differ by path, not by the order of keys, and an item put into a list moves no other', () => {
    const before: Json = { name: 'A', list: [1, 2, { x: 1 }], 'a/b': true };
    const after: Json = { list: [0, 1, 2, { x: 2 }], 'a/b': false, name: 'A', new: null };

    expect(structureChanges(before, after, 100)).toEqual({
      shortened: false,
      changes: [
        { path: '/list/0', after: 0 },
        { path: '/list/3/x', before: 1, after: 2 },
        { path: '/a~1b', before: true, after: false },
        { path: '/new', after: null },
      ],
    });
  });

  it('that differ in more than is shown say so', () => {
    expect(structureChanges([1, 2, 3], ['a', 'b', 'c'], 2)).toMatchObject({ shortened: true, changes: [{ path: '/0' }, { path: '/1' }] });
    expect(structureChanges([1, 2], ['a', 'b'], 2)).toMatchObject({ shortened: false });
  });
});
