import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFormatterSet } from '../../../src/core/files/formatters/formatters.ts';

const set = createFormatterSet();
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('CSV as other programs write it', () => {
  it('reads CRLF, LF and CR line ends alike', async () => {
    const csv = await set.get('csv');
    const table = { columns: ['a', 'b'], rows: [['1', '2'], ['3', '4']] };

    for (const end of ['\r\n', '\n', '\r']) {
      expect(await csv.parse(encode(`a,b${end}1,2${end}3,4${end}`))).toEqual(table);
    }
  });

  it('keeps line breaks, quotes and commas inside quotes', async () => {
    const csv = await set.get('csv');

    expect(await csv.parse(encode('\u{feff}"na""me",note\r\n"Łódź, PL","two\r\nlines"\r\n'))).toEqual({
      columns: ['na"me', 'note'],
      rows: [['Łódź, PL', 'two\r\nlines']],
    });
  });

  it('reads a file without records as a table without rows, and an empty file as one without columns', async () => {
    const csv = await set.get('csv');

    expect(await csv.parse(encode('a,b\n'))).toEqual({ columns: ['a', 'b'], rows: [] });
    expect(await csv.parse(encode(''))).toEqual({ columns: [], rows: [] });
    expect(await csv.serialise({ columns: [], rows: [] })).toEqual(encode(''));
  });

  it('quotes cells whose edges other programs would trim or take apart', async () => {
    const csv = await set.get('csv');

    const bytes = await csv.serialise({ columns: ['a', 'b'], rows: [[' x', 'tab\there'], ['plain text', '']] });

    expect(new TextDecoder().decode(bytes)).toBe('a,b\n" x","tab\there"\nplain text,\n');
  });

  it('reads 50,000 records', async () => {
    const csv = await set.get('csv');
    const text = `a,b,c\n${Array.from({ length: 50_000 }, (_, index) => `${index},x,"y, z"`).join('\n')}\n`;

    const table = await csv.parse(encode(text));

    expect(table).toMatchObject({ columns: ['a', 'b', 'c'] });
    expect(new TextDecoder().decode(await csv.serialise(table))).toBe(text);
  });

  it('reads a YAML map of 50,000 keys', async () => {
    const yaml = await set.get('yaml');
    const text = Array.from({ length: 50_000 }, (_, index) => `key${index}: ${index}`).join('\n');

    const value = await yaml.parse(encode(text));

    expect(value).toMatchObject({ key0: 0, key49999: 49_999 });
  });

  it('carries a table from CSV to TSV without loss', async () => {
    const csv = await set.get('csv');
    const tsv = await set.get('tsv');
    const bytes = readFileSync(new URL('../../../package.json', import.meta.url));
    const table = { columns: ['text'], rows: [[bytes.toString()], ['tab\there']] };

    expect(await tsv.parse(await tsv.serialise(await csv.parse(await csv.serialise(table))))).toEqual(table);
  });
});
