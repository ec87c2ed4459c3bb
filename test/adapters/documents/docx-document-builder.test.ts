import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { DocxDocumentBuilder } from '../../../src/core/documents/docx/docx-document-builder.ts';
import { readZip, writeZip } from '../../../src/core/documents/docx/zip-file.ts';
import { readZipEntries } from './read-documents.ts';
import { sampleReport } from './sample-report.ts';

const builder = new DocxDocumentBuilder();
const signal = new AbortController().signal;
const build = async (markdown: string): Promise<ReadonlyMap<string, string>> => {
  const { bytes } = await builder.build({ title: 'T', markdown }, signal);
  return readZipEntries(bytes);
};

describe('a DOCX', () => {
  it('opens in another program without a complaint, with its structure', async () => {
    const { bytes } = await builder.build(sampleReport(), signal);

    const { value, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });

    expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
    expect(value).toMatch(/<h1>(?:<a[^>]*><\/a>)?Weather report<\/h1>/);
    expect(value).toMatch(/<h6>(?:<a[^>]*><\/a>)?Sixth level<\/h6>/);
    expect(value).toMatch(/<ol><li>The first finding.*<ul><li>an inner point<ul><li>an innermost point/s);
    expect(value).toMatch(/<thead><tr><th>.*Station.*<\/thead><tbody>/s);
    expect(value.match(/<tr>/g)).toHaveLength(41);
    expect(value.match(/<img [^>]*src="data:image\/png/g)).toHaveLength(2);
    expect(value).toMatch(/type="checkbox" checked="checked".*type="checkbox"/s);
  });

  it('repeats the header row, and only that, and does not part rows', async () => {
    const document = (await build('| a | b |\n|:-|-:|\n| 1 | 2 |\n| 3 | 4 |')).get('word/document.xml') ?? '';

    expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(document).not.toMatch(/<w:tblHeader [^>]*false/);
    expect(document.match(/<w:cantSplit\/>/g)).toHaveLength(3);
    expect(document).toMatch(/<w:jc w:val="(?:right|end)"\/>/);
  });

  it('numbers its pages, each list for itself and from where it begins', async () => {
    const entries = await build('1. a\n2. b\n\ntext\n\n1. c\n\ntext\n\n7. d\n');
    const document = entries.get('word/document.xml') ?? '';
    const numbering = entries.get('word/numbering.xml') ?? '';
    const footer = entries.get('word/footer1.xml') ?? '';

    const numIds = [...document.matchAll(/<w:numId w:val="(\d+)"\/>/g)].map(([, id]) => id);
    expect(new Set(numIds).size).toBe(3);
    expect(numIds[0]).toBe(numIds[1]);
    expect(numbering).toMatch(/<w:start w:val="7"\/>/);
    expect(footer).toMatch(/PAGE<.*> of <.*NUMPAGES</s);
  });

  it('says nothing of when it was made', async () => {
    const { bytes } = await builder.build(sampleReport(), signal);
    const entries = await readZipEntries(bytes);
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes));
    const dates = new Set<string>();
    for await (const entry of zip.eachEntry()) {
      dates.add(entry.getLastModDate({ timezone: 'UTC' }).toISOString().slice(0, 10));
    }

    expect([...dates]).toEqual(['1980-01-01']);
    expect(entries.get('docProps/core.xml')).not.toMatch(/dcterms:created|dcterms:modified/);
  });

  it('gives each picture its words and links each address once declared', async () => {
    const { bytes } = await builder.build(sampleReport(), signal);
    const entries = await readZipEntries(bytes);
    const document = entries.get('word/document.xml') ?? '';
    const relations = entries.get('word/_rels/document.xml.rels') ?? '';

    const used = [...document.matchAll(/r:(?:id|embed)="([^"]+)"/g)].map(([, id]) => id);
    const declared = [...relations.matchAll(/ Id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(declared).size).toBe(declared.length);
    expect(declared).toEqual(expect.arrayContaining(used));
    expect([...document.matchAll(/<wp:docPr id="(\d+)"/g)].map(([, id]) => id)).toEqual(['1', '2']);
    expect(document).toMatch(/descr="Line chart/);
  });
});

describe('a ZIP file', () => {
  it('is read back as it was written, by us and by another program', async () => {
    const entries = [
      { name: 'a/ł.xml', data: Buffer.from('<x/>'.repeat(500)) },
      { name: 'empty', data: Buffer.alloc(0) },
    ];

    const bytes = writeZip(entries);

    expect(readZip(bytes).map(({ name, data }) => ({ name, data: Buffer.from(data) }))).toEqual(entries);
    expect((await readZipEntries(bytes)).get('a/ł.xml')).toBe('<x/>'.repeat(500));
  });
});
