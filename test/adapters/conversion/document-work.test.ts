import fc from 'fast-check';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openDocumentProcesses, type DocumentProcessesOptions } from '../../../src/core/app/documents/document-processes.ts';
import { createDocumentBuilderSet } from '../../../src/core/documents/document-builders.ts';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import { type CheckJob, type ConversionCall, type ConversionJob, createDocumentWork, type DocumentWork } from '../../../src/core/domain/services/conversion/document-work.ts';
import { createFormatterSet } from '../../../src/core/files/formatters/formatters.ts';

vi.setConfig({ testTimeout: 120_000 });

const formatters = createFormatterSet();
const processes = openDocumentProcesses({ inlineBytes: 0, width: 1 });
afterAll(() => processes.close());
const { signal } = new AbortController();
const here = createDocumentWork({ formatters, documents: createDocumentBuilderSet() });
const there = processes.workWith(formatters);

type Given = Omit<ConversionJob, 'bytes' | 'name' | 'raw'> & { readonly content: string | Uint8Array; readonly raw?: boolean };

function jobOf({ content, ...given }: Given): ConversionJob {
  return { name: 'data', raw: false, ...given, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content };
}

/** What came of it, in a form that can be compared. */
async function outcome(work: Promise<unknown>): Promise<unknown> {
  try {
    return JSON.stringify(await work, (_, value: unknown) => (value instanceof Uint8Array ? [...value] : value));
  } catch (error) {
    return error instanceof AppError ? error.toWire() : String(error);
  }
}

async function demandEqual(ask: (work: DocumentWork) => Promise<unknown>): Promise<void> {
  expect(await outcome(ask(there))).toEqual(await outcome(ask(here)));
}

const table = 'name;count;"a, b"\r\nŁódź;1;=SUM(A1)\r\nx;2.5;"two\r\nlines"\r\n';
const page = '<h1>Title</h1><script>alert(1)</script><p>Words &amp; <b>more</b></p><ul><li>one<li>two</ul>';
const text = '---\ntitle: Front\nauthor: Me\nmore: x\n---\n# Head\n\nWords *and* marks[^1].\n\n![a picture](p.png)\n\n[^1]: A note.\n';

describe('work on documents, where it is called and in a process,', () => {
  it.each<[string, Given]>([
    ['a table as JSON', { format: 'csv', to: 'json', content: table }],
    ['a table as YAML', { format: 'csv', to: 'yaml', content: table }],
    ['a table as TSV', { format: 'csv', to: 'tsv', content: table }],
    ['a raw table', { format: 'csv', to: 'csv', content: table, raw: true, delimiter: ';' }],
    ['a table as a page', { format: 'csv', to: 'html', content: table }],
    ['a table in another encoding', { format: 'csv', to: 'json', content: new Uint8Array([0x61, 0x2c, 0x62, 0x0a, 0xa3, 0x2c, 0xff, 0x0a]), encoding: 'windows-1252' }],
    ['a table that is none', { format: 'csv', to: 'json', content: 'a,b\n1\n2,3,4\n' }],
    ['a value as a table', { format: 'json', to: 'csv', content: '[{"a":1,"b":null},{"a":"","b":"-x"}]' }],
    ['a value that is no table', { format: 'json', to: 'csv', content: '[{"a":{"b":1}}]' }],
    ['a value with a fault', { format: 'json', to: 'yaml', content: '{"a": 1,\n "b": }' }],
    ['a value with comments', { format: 'yaml', to: 'json', content: '# a comment\na: [1, 2]\nb: yes\n' }],
    ['a page as text', { format: 'html', to: 'txt', content: page }],
    ['a page as Markdown', { format: 'html', to: 'md', content: page }],
    ['a page as values', { format: 'html', to: 'json', content: page }],
    ['a text as a page', { format: 'md', to: 'html', content: text }],
    ['a text as a Word file', { format: 'md', to: 'docx', content: text }],
    ['a text as a PDF', { format: 'md', to: 'pdf', content: text }],
    ['a text as plain text', { format: 'md', to: 'txt', content: text }],
    ['a PDF, which nobody reads', { format: 'pdf', to: 'txt', content: '%PDF-1.7' }],
    ['nothing', { format: 'txt', to: 'html', content: '' }],
  ])('gives the same for %s', async (_, given) => {
    await demandEqual((work) => work.convert(jobOf(given), { signal }));
  });

  it('gives the same for any table', async () => {
    const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom('', '=1+1', '"', 'a\nb', '1e3', 'true', '﷽'));
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom('json', 'yaml', 'csv', 'tsv', 'md', 'txt'), async (cells, to) => {
        const content = cells.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\n');
        await demandEqual((work) => work.convert(jobOf({ format: 'csv', to, content }), { signal }));
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same for what is checked', async () => {
    const schema = { value: { type: 'object', required: ['b'], properties: { a: { type: 'string' } } }, name: '"s.json"' };
    const cases: readonly [CheckJob['format'], string, CheckJob['schema']?][] = [['json', '{"a": 1, "a": 2}', schema], ['yaml', 'a: 1\n b: 2\n', schema], ['yaml', 'a: 1\n', { value: { type: 'nothing' }, name: 'given' }], ['csv', 'a,b\n1\n'], ['html', page], ['md', text]];
    for (const [format, content, given] of cases) await demandEqual((work) => work.check({ name: 'data', format, bytes: new TextEncoder().encode(content), schema: given }, signal));
  });

  it.each<[string, NonNullable<ConversionCall['pictures']>]>([
    ['that is there', () => Promise.resolve({ images: { 'p.png': { mediaType: 'image/png', bytes: new Uint8Array([1, 2, 3]) } }, notes: [] })],
    ['that cannot be read', (addresses) => Promise.resolve({ images: {}, notes: addresses.map((one) => `${one} is left out.`) })],
    ['that somebody refuses', () => Promise.reject(new AppError('path_denied', 'It is not allowed.', { next: 'Allow it.' }))],
    ['that fails', () => Promise.reject(new TypeError('a fault'))],
  ])('gives the same with a picture %s', async (_, pictures) => {
    await demandEqual((work) => work.convert(jobOf({ format: 'md', to: 'html', content: text }), { pictures, signal }));
  });
});

describe('a large table that is converted', () => {
  const rows = (count: number): string => `id,name,formula\n${Array.from({ length: count }, (_, index) => `${index},Name ${index},=A${index}\n`).join('')}`;
  const large = jobOf({ format: 'csv', to: 'json', content: rows(60_000) });
  const open = (options: DocumentProcessesOptions = {}): DocumentWork => {
    const own = openDocumentProcesses({ width: 1, ...options });
    onTestFinished(() => own.close());
    return own.workWith(formatters);
  };

  it('lets whoever waits go on', async () => {
    let turns = 0;
    let isMade = false;
    const turn = (): void => {
      turns += 1;
      if (!isMade) setImmediate(turn);
    };

    turn();
    const { bytes } = await open().convert(large, { signal });
    isMade = true;

    expect(JSON.parse(new TextDecoder().decode(bytes))).toHaveLength(60_000);
    expect(turns).toBeGreaterThan(100);
  });

  it('is given up when it is no longer wanted, or takes too much, and the next is converted', async () => {
    const work = open({ memoryMb: 64 });
    const stop = new AbortController();
    const given = work.convert(large, { signal: stop.signal });

    stop.abort(new Error('no longer wanted'));

    await expect(given).rejects.toThrow('no longer wanted');
    await expect(work.convert(jobOf({ format: 'csv', to: 'json', content: rows(400_000) }), { signal })).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('"data" was given up: converting it takes more than 64 MiB') });
    await expect(work.check({ name: 'data', format: 'csv', bytes: new TextEncoder().encode(rows(5000)) }, signal)).resolves.toEqual([]);
  });
});

describe('a short document', () => {
  it('is worked on where it is called, but pages in a process, as their size does not tell what they take', async () => {
    const own = openDocumentProcesses();
    await own.close();
    const work = own.workWith(formatters);
    const bytes = new TextEncoder().encode('<p>x');

    await expect(work.check({ name: 'data', format: 'html', bytes }, signal)).rejects.toMatchObject({ code: 'interrupted' });
    await expect(work.convert(jobOf({ format: 'html', to: 'txt', content: bytes }), { signal })).rejects.toMatchObject({ code: 'interrupted' });
    await expect(work.check({ name: 'data', format: 'md', bytes }, signal)).resolves.toEqual([]);
    await expect(work.convert(jobOf({ format: 'json', to: 'yaml', content: '[1]' }), { signal })).resolves.toMatchObject({ notes: [] });
  });
});
