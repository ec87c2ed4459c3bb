import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/domain/model/json.ts';
import { openActionBench, type ActionBench } from './action-bench.ts';

const written = (bench: ActionBench, path: string): Promise<string> => readFile(join(bench.folder, path), 'utf8');

describe('file.write', () => {
  it.each<{ path: string; content: Json; text: string; mediaType: string }>([
    { path: 'notes.txt', content: 'Grüße\n', text: 'Grüße\n', mediaType: 'text/plain' },
    { path: 'новые/отчёт.md', content: '# Отчёт', text: '# Отчёт', mediaType: 'text/markdown' },
    { path: 'data.json', content: { b: 1, a: [null, 'ж'] }, text: '{\n  "b": 1,\n  "a": [\n    null,\n    "ж"\n  ]\n}\n', mediaType: 'application/json' },
    { path: 'data.unknown', content: { a: 1 }, text: '{\n  "a": 1\n}\n', mediaType: 'application/json' },
    { path: 'plain.json', content: '{"a":1}', text: '{"a":1}', mediaType: 'application/json' },
    { path: 'table.csv', content: [{ name: 'Łódź', sold: 1.5 }, { name: 'a,b', sold: null }], text: 'name,sold\nŁódź,1.5\n"a,b",\n', mediaType: 'text/csv' },
    { path: 'table.tsv', content: { columns: ['a', 'b'], rows: [['1', '2']] }, text: 'a\tb\n1\t2\n', mediaType: 'text/tab-separated-values' },
  ])('writes $path as its name says', async ({ path, content, text, mediaType }) => {
    await using bench = await openActionBench();

    const { output, results } = await bench.run('file.write', { path, content });

    expect(await written(bench, path)).toBe(text);
    expect(output).toMatchObject({ path, mediaType, bytes: new TextEncoder().encode(text).length });
    expect(results[0]?.artifacts).toMatchObject([{ path: join(bench.folder, path), mediaType }]);
  });

  it('writes the result of a transform so that a spreadsheet runs nothing in it', async () => {
    await using bench = await openActionBench();
    const table = { columns: [{ name: 'who', type: 'text' }, { name: 'change', type: 'number' }], rows: [{ who: '=HYPERLINK("x")', change: -1 }], count: 1 };

    await bench.run('file.write', { path: 'table.csv', content: table });

    expect(await written(bench, 'table.csv')).toBe('who,change\n"\'=HYPERLINK(""x"")",-1\n');
  });

  it('writes a document by reference, byte for byte', async () => {
    await using bench = await openActionBench();
    const bytes = new Uint8Array([0, 255, 1]);

    const { output } = await bench.run('file.write', { path: 'a/b.pdf', content: { ...bench.keep('b.pdf', bytes, 'application/pdf') } });

    expect(new Uint8Array(await readFile(join(bench.folder, 'a/b.pdf')))).toEqual(bytes);
    expect(output).toMatchObject({ mediaType: 'application/pdf', bytes: 3 });
  });

  it('without overwriting accepts its own earlier attempt and nothing else', async () => {
    await using bench = await openActionBench();
    const write = (content: string): Promise<unknown> => bench.run('file.write', { path: 'one.txt', content, overwrite: false });

    await write('same');
    await write('same');

    await expect(write('other')).rejects.toMatchObject({ code: 'conflict', next: expect.any(String) });
    await expect(write('sam')).rejects.toMatchObject({ code: 'conflict' });
    expect(await written(bench, 'one.txt')).toBe('same');
  });

  it.each([
    { what: 'outside', path: '../escape.txt', content: 'x', code: 'path_denied' },
    { what: 'what does not fit the format', path: 'table.csv', content: { a: 1 }, code: 'input_invalid' },
    { what: 'bytes that are kept no more', path: 'x.pdf', content: { sha256: '0'.repeat(64), bytes: 1, mediaType: 'application/pdf' }, code: 'not_found' },
  ])('refuses to write $what', async ({ path, content, code }) => {
    await using bench = await openActionBench();

    await expect(bench.run('file.write', { path, content })).rejects.toMatchObject({ code });
  });
});

describe('file.read', () => {
  it('keeps the bytes aside, or gives text or value', async () => {
    await using bench = await openActionBench();
    await writeFile(join(bench.folder, 'größe.csv'), '\u{feff}a,b\r\n1,ж\r\n');

    const reference = await bench.run('file.read', { file: 'größe.csv' });
    const text = await bench.run('file.read', { file: 'größe.csv', as: 'text' });
    const value = await bench.run('file.read', { file: 'größe.csv', as: 'value' });

    expect(reference.output).toMatchObject({ name: 'größe.csv', bytes: 14, mediaType: 'text/csv' });
    expect(bench.bytesOf(reference.output)).toHaveLength(14);
    expect(text.output).toMatchObject({ text: 'a,b\r\n1,ж\r\n' });
    expect(value.output).toMatchObject({ value: { columns: ['a', 'b'], rows: [['1', 'ж']] } });
  });

  it('reads an input that is pinned already, whatever became of the file', async () => {
    await using bench = await openActionBench();

    const { output } = await bench.run('file.read', { file: { ...bench.keep('in.txt', 'pinned') }, as: 'text' });

    expect(output).toMatchObject({ name: 'in.txt', text: 'pinned' });
  });

  it('refuses too much as a value, an unknown format, rubbish, and what is not there', async () => {
    await using bench = await openActionBench();
    await writeFile(join(bench.folder, 'big.txt'), 'x'.repeat(1024 * 1024 + 1));
    await writeFile(join(bench.folder, 'bad.json'), '{"a": }');
    await writeFile(join(bench.folder, 'photo.raw'), 'x');
    const read = (file: string, as: string): Promise<unknown> => bench.run('file.read', { file, as });

    await expect(read('big.txt', 'text')).rejects.toMatchObject({ code: 'input_invalid', next: expect.stringContaining('reference') });
    await expect(read('bad.json', 'value')).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('line 1') });
    await expect(read('photo.raw', 'value')).rejects.toMatchObject({ code: 'input_invalid', next: expect.stringContaining('.csv') });
    await expect(read('gone.txt', 'reference')).rejects.toMatchObject({ code: 'not_found' });
    expect((await bench.run('file.read', { file: 'photo.raw' })).output).toMatchObject({ mediaType: 'application/octet-stream' });
  });
});

describe('file.list', () => {
  it('lists names that fit, also further down, up to its limit', async () => {
    await using bench = await openActionBench();
    await mkdir(join(bench.folder, 'in', 'deep'), { recursive: true });
    for (const name of ['b.csv', 'a.csv', 'c.txt', 'deep/d.csv']) await writeFile(join(bench.folder, 'in', name), 'x');
    const list = async (config: { readonly [key: string]: Json }): Promise<unknown> => {
      const { output } = await bench.run('file.list', { path: 'in', ...config });
      return (output as unknown as { items: readonly { name: string }[] }).items.map(({ name }) => name);
    };

    expect(await list({ glob: '*.csv' })).toEqual(['a.csv', 'b.csv']);
    expect(await list({ glob: '*.csv', recursive: true })).toEqual(['a.csv', 'b.csv', 'd.csv']);
    expect(await list({ limit: 1 })).toEqual(['a.csv']);
    await expect(list({ path: '..' })).rejects.toMatchObject({ code: 'path_denied' });
  });
});
