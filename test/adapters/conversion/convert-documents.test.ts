import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restoreFormulas } from '../../../src/core/domain/model/formula-cells.ts';
import type { TextTable } from '../../../src/core/domain/model/table.ts';
import { createFormatterSet } from '../../../src/core/files/formatters/formatters.ts';
import { readDocxDocument, readPdf } from '../documents/read-documents.ts';
import { type ConversionBench, openConversionBench } from './conversion-bench.ts';

let bench: ConversionBench;
beforeAll(async () => {
  bench = await openConversionBench();
});
afterAll(async () => {
  await bench[Symbol.asyncDispose]();
});

/** The cells as they were before anything was put in front of them. */
async function tableOf(text: string): Promise<unknown> {
  const table = await (await createFormatterSet().get('csv')).parse(Buffer.from(text));
  return restoreFormulas(table as unknown as TextTable);
}

describe('tables and values', () => {
  it('go from CSV to JSON to YAML to TSV and back with their types', async () => {
    const csv = await bench.put('t.csv', 'city,rain,since,open\nŁódź,-4.5,2012-01-01,true\n"a, b",12,2013-05-06,false\n');

    const json = await bench.convert({ file: csv, to: 'json' });
    const yaml = await bench.convert({ file: json.path, to: 'yaml' });
    await bench.convert({ file: yaml.path, to: 'tsv' });
    const back = await bench.convert({ file: join(bench.box, 't.tsv'), to: 'csv', overwrite: true });

    expect(JSON.parse(await bench.text('t.json'))).toEqual([{ city: 'Łódź', rain: -4.5, since: '2012-01-01', open: true }, { city: 'a, b', rain: 12, since: '2013-05-06', open: false }]);
    expect(json.notes).toEqual(['Read as numbers or as true and false: "rain", "open".']);
    expect(await bench.text('t.csv')).toBe('city,rain,since,open\nŁódź,-4.5,2012-01-01,true\n"a, b",12,2013-05-06,false\n');
    expect(back.backup).toBe(join(bench.box, 't.csv.bak'));
  });

  it('keep every cell from CSV to TSV and back, formulas among them, and no formula stands bare between', async () => {
    const cell = fc.oneof(fc.string({ unit: fc.constantFrom(...'=+-@\'"\t ,;|a1＝'), maxLength: 6 }), fc.string({ unit: 'grapheme', maxLength: 6 }));
    const [rows = []] = fc.sample(fc.array(fc.tuple(cell, cell), { minLength: 60, maxLength: 60 }), { numRuns: 1, seed: 5 });
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const first = await bench.put('p.csv', ['name,other', ...rows.map((row) => row.map(quoted).join(','))].join('\n'));

    await bench.convert({ file: first, to: 'tsv', delimiter: ',' });
    await bench.convert({ file: join(bench.box, 'p.tsv'), to: 'csv', directory: join(bench.box, 'again') });

    const [before, between, after] = [await bench.text('p.csv'), await bench.text('p.tsv'), await bench.text('again/p.csv')];
    expect(between.split(/[\n\t]/u).some((start) => /^"*[=@＝]/u.test(start))).toBe(false);
    expect(await tableOf(after)).toEqual(await tableOf(before));
  });

  it('a formula gets an apostrophe and a note, a number in a column of numbers does not, and raw leaves all', async () => {
    const file = await bench.put('f.json', JSON.stringify([{ a: '=1+1', n: -5 }, { a: 'x', n: 3 }]));

    const safe = await bench.convert({ file, to: 'csv' });
    expect(await bench.text('f.csv')).toBe("a,n\n'=1+1,-5\nx,3\n");
    expect(safe.notes).toEqual([expect.stringContaining('--raw')]);
    const back = await bench.convert({ file: safe.path, to: 'json', directory: join(bench.box, 'back') });
    expect(JSON.parse((await readFile(back.path)).toString())).toEqual([{ a: '=1+1', n: -5 }, { a: 'x', n: 3 }]);
    await bench.convert({ file, to: 'csv', overwrite: true, raw: true });
    expect(await bench.text('f.csv')).toBe('a,n\n=1+1,-5\nx,3\n');
  });

  it('with semicolons, in Windows-1252 or UTF-16, are read as they are written, and it is said', async () => {
    const text = 'Stadt;Höhe\r\nKöln;53\r\nZürich;408\r\n';
    const expected = [{ Stadt: 'Köln', Höhe: 53 }, { Stadt: 'Zürich', Höhe: 408 }];
    const written = { latin: Buffer.from(text, 'latin1'), wide: Buffer.from(`\u{feff}${text}`, 'utf16le'), plain: Buffer.from(text) };

    for (const [name, bytes] of Object.entries(written)) {
      const { notes } = await bench.convert({ file: await bench.put(`${name}.csv`, bytes), to: 'json' });
      expect(JSON.parse(await bench.text(`${name}.json`))).toEqual(expected);
      expect(notes.some((note) => note.includes('";"'))).toBe(true);
      expect(notes.some((note) => /windows-1252|utf-16le/u.test(note))).toBe(name !== 'plain');
    }
  });

  it('a list that does not fit a table is refused with the place, and nothing is written', async () => {
    const file = await bench.put('nested.json', '[{"a": 1}, {"a": {"b": 2}}]');
    const before = await bench.names();

    await expect(bench.convert({ file, to: 'csv' })).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('/1/a') });
    await expect(bench.convert({ file: await bench.put('words.md', '# Hi'), to: 'csv' })).rejects.toMatchObject({ code: 'input_invalid' });
    expect(await bench.names()).toEqual([...before, 'words.md'].toSorted());
  });
});

describe('words', () => {
  const text = 'Report *not* bold\n\n1. not a list\n  indented # not a heading\nhttps://example.org/a_b <b>tag</b>\n| no | table |\n';

  it('of a plain text are the same in every format, with nothing taken for a mark', async () => {
    const file = await bench.put('plain.txt', text);
    const expected = text.replaceAll(/\s+/gu, ' ').trim();

    for (const to of ['html', 'md', 'docx', 'pdf'] as const) await bench.convert({ file, to });
    await bench.convert({ file: join(bench.box, 'plain.html'), to: 'txt', directory: join(bench.box, 'from-html') });

    const folded = (words: string): string => words.replaceAll(/[\s\u00a0]+/gu, ' ').trim();
    expect(folded(await bench.text('from-html/plain.txt'))).toContain(expected);
    expect(folded((await readDocxDocument(await bench.bytes(join(bench.box, 'plain.docx')))).text)).toContain(expected);
    const { pages } = await readPdf(await bench.bytes(join(bench.box, 'plain.pdf')));
    expect(folded(pages.map((page) => page.text).join(' '))).toContain(expected);
  });

  it('of Markdown keep its facts, and pictures beside it come along', async () => {
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    await bench.put('dot.png', Buffer.from(png, 'base64'));
    const file = await bench.put('facts.md', '---\ntitle: The facts\nauthor: Ann\nlayout: wide\n---\n\n# The facts\n\n![a dot](./dot.png) and ![none](gone.png)\n');

    const { notes } = await bench.convert({ file, to: 'html' });

    const html = await bench.text('facts.html');
    expect(html).toContain('<title>The facts</title>');
    expect(html).not.toContain('layout');
    expect(html).toContain('data:image/png;base64');
    expect(notes.some((note) => note.includes('layout'))).toBe(true);
    expect(notes.some((note) => note.includes('gone.png'))).toBe(true);
  });

  it('of a page become Markdown and plain text without what runs', async () => {
    const file = await bench.put('page.html', '<h1>Hi</h1><script>x()</script><p onclick="x()">One <b>two</b></p><ul><li>three</li></ul><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>');

    await bench.convert({ file, to: 'md' });
    await bench.convert({ file, to: 'txt' });

    expect(await bench.text('page.md')).toContain('One **two**');
    expect(await bench.text('page.txt')).toBe('Hi\n\nOne two\n\n- three\n\na\tb\n1\t2\n');
  });
});

describe('a file that is there', () => {
  it('stays unless overwriting is allowed, and is kept beside the new one then, each time', async () => {
    const file = await bench.put('kept.yaml', 'a: 1 # one\n');
    await bench.put('kept.json', 'first');

    await expect(bench.convert({ file, to: 'json' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await bench.text('kept.json')).toBe('first');

    const { backup, notes } = await bench.convert({ file, to: 'json', overwrite: true });
    expect(await bench.text('kept.json.bak')).toBe('first');
    expect(backup).toBe(join(bench.box, 'kept.json.bak'));
    expect(notes).toEqual(['Comments of the YAML are left out.']);
    await bench.convert({ file, to: 'json', overwrite: true });
    expect(await bench.text('kept.json.bak2')).toBe('{\n  "a": 1\n}\n');
  });

  it('outside the sandbox is neither read nor written', async () => {
    const file = await bench.put('in.txt', 'words');

    await expect(bench.convert({ file, to: 'html', directory: bench.sandbox.out })).rejects.toMatchObject({ code: 'path_denied' });
    await expect(bench.convert({ file: join(bench.sandbox.out, 'f'), to: 'html' })).rejects.toMatchObject({ code: 'path_denied' });
  });
});
