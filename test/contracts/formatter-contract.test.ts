import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFormatterSet } from '../../src/core/files/formatters/formatters.ts';
import { textFormats } from '../../src/core/domain/model/document.ts';
import type { TextFormat } from '../../src/core/domain/model/document.ts';
import type { Json } from '../../src/core/domain/model/json.ts';
import { bytesOf, describeFormatter } from './formatter-contract.ts';
import type { FormatterCase } from './formatter-contract.ts';

const texts: fc.Arbitrary<Json> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', '\r', '\n', '\u{feff}', ' ', 'Łódź', 'Ζεύς', 'Привет', '🙂') }),
);

/** JSON has no -0 of its own, and keys such as `__proto__` are content like any other. */
const jsonValues: fc.Arbitrary<Json> = fc
  .jsonValue({ maxDepth: 4, stringUnit: 'binary' })
  .map((value): Json => JSON.parse(JSON.stringify(value)));

const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(...',;"\'\t\r\n =\u{feff}a1'), maxLength: 6 }),
);
const tables: fc.Arbitrary<Json> = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => {
    const record = fc.array(cell, { minLength: width, maxLength: width });
    return fc.record({ columns: record, rows: fc.array(record, { maxLength: 5 }) }, { noNullPrototype: true });
  });

const notUtf8 = { name: 'a byte that is not UTF-8', bytes: Uint8Array.of(0x61, 0x0a, 0x62, 0x63, 0xff, 0x64), line: 2, column: 3 };
const utf16 = { name: 'UTF-16', bytes: Uint8Array.of(0xff, 0xfe, 0x61, 0x00), line: 1 };

const cases: Record<TextFormat, Omit<FormatterCase, 'format'>> = {
  txt: { fileName: 'notes.txt', values: texts, unwritable: 5, bad: [notUtf8, utf16] },
  markdown: { fileName: 'read.me.md', values: texts, unwritable: ['a'], bad: [notUtf8] },
  html: { fileName: 'page.html', values: texts, unwritable: null, bad: [notUtf8] },
  json: {
    fileName: 'data.json',
    values: jsonValues,
    unwritable: { a: Number.NaN },
    bad: [
      notUtf8,
      { name: 'an empty text', bytes: bytesOf(''), line: 1, column: 1 },
      { name: 'a missing comma', bytes: bytesOf('{\n  "a": 1\n  "b": 2\n}'), line: 3, column: 3 },
      { name: 'a comma too many', bytes: bytesOf('[1,\n2,\n]'), line: 3, column: 1 },
      { name: 'a text that is not closed', bytes: bytesOf('{"a":\n "b}'), line: 2, column: 2 },
      { name: 'an unknown escape', bytes: bytesOf('["\\x"]'), line: 1, column: 3 },
      { name: 'a bare word', bytes: bytesOf('\nabc'), line: 2, column: 1 },
      { name: 'a leading zero', bytes: bytesOf('[01]'), line: 1, column: 3 },
      { name: 'something after the end', bytes: bytesOf('{}\n{}'), line: 2, column: 1 },
      { name: 'lists a million deep', bytes: bytesOf(`${'['.repeat(1e6)}${']'.repeat(1e6)}`) },
    ],
  },
  yaml: {
    fileName: 'flow.yaml',
    values: jsonValues,
    unwritable: [Number.POSITIVE_INFINITY],
    bad: [
      notUtf8,
      { name: 'a list that is not closed', bytes: bytesOf('a: 1\nb: [1, 2'), line: 2 },
      { name: 'a key given twice', bytes: bytesOf('a: 1\nb: 2\na: 3'), line: 3, column: 1 },
      { name: 'a second document', bytes: bytesOf('a: 1\n---\nb: 2\n'), line: 2, column: 1 },
      { name: 'a tag of its own', bytes: bytesOf('a: 1\nb: !!js/function x'), line: 2 },
      { name: 'lists 20,000 deep', bytes: bytesOf('['.repeat(20_000)), line: 1 },
      { name: 'not a number', bytes: bytesOf('a: .nan') },
      { name: 'a value that holds itself', bytes: bytesOf('a: &a [*a]') },
      { name: 'a billion laughs', bytes: bytesOf(laughs(9)) },
      { name: 'more than a mebibyte', bytes: bytesOf(`a: "${'x'.repeat(1024 * 1024)}"`) },
    ],
  },
  csv: {
    fileName: 'weather.csv',
    values: tables,
    unwritable: { columns: ['a', 'b'], rows: [['1', '2'], ['3']] },
    bad: [
      notUtf8,
      { name: 'a short record', bytes: bytesOf('a,b\n1,2\n3\n'), line: 3 },
      { name: 'a long record', bytes: bytesOf('a,b\n"x\ny",2\n3,4,5\n'), line: 4 },
      { name: 'a quote that is not closed', bytes: bytesOf('a,b\n1,"2\n3,4\n') },
      { name: 'a quote inside a cell', bytes: bytesOf('a,b\n1,2"x"\n'), line: 2 },
    ],
  },
  tsv: {
    fileName: 'table.tsv',
    values: tables,
    unwritable: { columns: ['a'], rows: [[1]] },
    bad: [notUtf8, { name: 'a short record', bytes: bytesOf('a\tb\n1\t2\n3\n'), line: 3 }],
  },
};

const set = createFormatterSet();
for (const format of textFormats) {
  describeFormatter(set, { format, ...cases[format] });
}

describe('the set of formatters', () => {
  it('says which formats and endings exist when it knows none for a file', async () => {
    await expect(set.forFile('picture.png')).rejects.toMatchObject({
      code: 'input_invalid',
      message: expect.stringContaining('picture.png'),
      next: expect.stringMatching(/yaml.*\.csv/),
    });
    await expect(set.forFile('README')).rejects.toMatchObject({ code: 'input_invalid' });
  });
});

function laughs(levels: number): string {
  const lines = ['a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]'];
  for (let level = 1; level <= levels; level += 1) {
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`);
  }
  return lines.join('\n');
}
