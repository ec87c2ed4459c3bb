import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentFormat, DocumentSource } from '../../src/core/domain/model/document.ts';
import { AppError } from '../../src/core/domain/model/errors.ts';
import type { DocumentBuilderSet } from '../../src/core/domain/ports/document-builder.ts';
import { brokenImage, monthlyChart, sampleReport } from '../adapters/documents/sample-report.ts';

/** What a program of the format's own kind reads in a document. */
export interface DocumentReading {
  readonly title: string | undefined;
  readonly author: string | undefined;
  readonly text: string;
  readonly links: readonly string[];
  /** The words that stand for the pictures. */
  readonly alts: readonly string[];
}

export interface DocumentBuilderCase {
  readonly format: DocumentFormat;
  readonly extension: string;
  read(bytes: Uint8Array): Promise<DocumentReading>;
}

/** The behaviour that every builder of a set has, told by another program that reads its documents. */
export function describeDocumentBuilder(set: DocumentBuilderSet, { format, extension, ...formatCase }: DocumentBuilderCase): void {
  const read = (bytes: Uint8Array): Promise<DocumentReading> => formatCase.read(bytes);
  const build = async (source: DocumentSource, signal = new AbortController().signal) => (await set.get(format)).build(source, signal);
  const markdown = (text: string): DocumentSource => ({ title: 'Title', markdown: text });

  describe(`the ${format} builder`, () => {
    it('says what it makes', async () => {
      const builder = await set.get(format);
      const built = await build(markdown('text'));

      expect(builder.extension).toBe(extension);
      expect(built).toMatchObject({ format, mediaType: builder.mediaType });
    });

    it('keeps the words of a report in three alphabets, its metadata and its links', async () => {
      const built = await build(sampleReport());

      const reading = await read(built.bytes);

      expect(reading.title).toBe('Weather report: Łódź, Αθήνα, Москва');
      expect(reading.author).toBe('Zoë Ångström');
      for (const words of wordsOfReport) {
        expect(reading.text).toContain(words);
      }
      expect(reading.links.filter((link) => !link.startsWith('#'))).toEqual(['https://example.org/a?b=1&c=2', 'mailto:who@example.org']);
    });

    it('places charts and images and tells what they show', async () => {
      const built = await build(sampleReport());

      const reading = await read(built.bytes);

      expect(built.facts).toMatchObject({ charts: 1, images: 1, droppedImages: 0 });
      expect(reading.alts).toEqual([
        expect.stringMatching(/^Line chart “Monthly means” of Maximum, .* over 48 points from 2012-01 to 2015-12/),
        'the logo',
      ]);
      expect(reading.text).toContain('Monthly means of the four stations');
    });

    it('reads HTML as it reads Markdown', async () => {
      const html = '<h1>Head</h1><p>Some <b>words</b> and a <a href="https://example.org/">link</a>.</p><ul><li>one</li></ul><script>let hidden = 1;</script><table><tr><th>a</th></tr><tr><td>cell</td></tr></table>';

      const built = await build({ title: 'Title', html });
      const reading = await read(built.bytes);

      expect(reading.text).toMatch(/Head.*Some words and a link.*one.*cell/s);
      expect(reading.text).not.toContain('hidden');
      expect(reading.links).toEqual(['https://example.org/']);
      expect(built.notes).toEqual(['One piece of HTML was left out; its words stayed.']);
    });

    it('holds contents, notes, breaks and links inside without losing a word', async () => {
      const text = '## First part\n\nText[^n] that leads to [the second](#second-part) and to [nothing](#nowhere).\n\n<!-- pagebreak -->\n\n## Second part\n\nאחרון.\n\n[^n]: The words of the note.';
      const built = await build({ ...markdown(text), contents: true, header: 'Head of pages', footer: 'Foot of pages', subject: 'Subject', keywords: ['one', 'two'] });
      const reading = await read(built.bytes);

      expect(reading.text).toMatch(/Contents.*First part.*Second part.*Text.*leads to the second and to nothing.*Second part.*The words of the note/s);
      expect(reading.text.replaceAll(/[\u200e\u200f\u202a-\u202e]/g, '')).toMatch(/אחרון|ןורחא/);
      expect(built.facts).toMatchObject({ droppedLinks: 1 });
      expect(built.notes).toEqual([expect.stringContaining('One link')]);
    });

    it('makes equal bytes of equal sources', async () => {
      const source = { ...sampleReport(), contents: true, header: 'Head', footer: 'Foot', keywords: ['one'] };
      const first = await build(source);
      const second = await build(structuredClone(source));

      expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
    });

    it('heads a document with its title when its text has no first-level heading', async () => {
      const without = await read((await build({ title: 'The plain title', markdown: 'Just text.' })).bytes);
      const withOne = await read((await build({ title: 'The plain title', markdown: '# Another head\n\nJust text.' })).bytes);

      expect(without.text).toContain('The plain title');
      expect(withOne.text).not.toContain('The plain title');
    });

    it('leaves out raw HTML, foreign pictures and unsafe links, and says so', async () => {
      const built = await build(
        markdown(
          '<script>alert("boo")</script>\n\nSee <b onclick="x()">this</b> [page](javascript:alert(1)) and [that](http://example.org) ' +
            '![a cat](https://example.org/cat.png) ![local](file:///etc/passwd)',
        ),
      );

      const reading = await read(built.bytes);

      expect(built.facts).toMatchObject({ droppedHtml: 3, droppedLinks: 2, droppedImages: 2, images: 0 });
      expect(reading.text).toMatch(/See this page and that a cat local/);
      expect(reading.links).toEqual([]);
      expect(Buffer.from(built.bytes).toString('latin1')).not.toMatch(/<script|onclick|javascript:alert|cat\.png|etc\/passwd/);
    });

    it('refuses a chart or an image that the source does not hold, by name', async () => {
      await expect(build({ ...markdown('![x](chart:sales)'), charts: { costs: monthlyChart } })).rejects.toMatchObject({
        code: 'input_invalid',
        message: expect.stringContaining('"sales"'),
        next: expect.stringContaining('costs'),
      });
      await expect(build(markdown('![x](image:logo)'))).rejects.toMatchObject({ code: 'input_invalid', data: { image: 'logo' } });
    });

    it('refuses a damaged image and a chart whose series do not fit', async () => {
      const images = { logo: { mediaType: 'image/png' as const, bytes: brokenImage } };
      const charts = { one: { ...monthlyChart, x: ['only'] } };

      await expect(build({ ...markdown('![x](image:logo)'), images })).rejects.toMatchObject({ code: 'input_invalid', data: { image: 'logo' } });
      await expect(build({ ...markdown('![x](chart:one)'), charts })).rejects.toMatchObject({
        code: 'input_invalid',
        message: expect.stringMatching(/"one".*48 values for 1 label/),
      });
    });

    it('stops when it is told to', async () => {
      await expect(build(sampleReport(), AbortSignal.abort(new Error('stopped by the run')))).rejects.toThrow('stopped by the run');
    });

    it('bounds Markdown that nests without end', async () => {
      for (const text of ['> '.repeat(5000), '- '.repeat(3000), '*a **b '.repeat(3000), '['.repeat(20_000)]) {
        const outcome = await build(markdown(`${text}x`)).then(
          (built) => built.format,
          (error: unknown) => (error instanceof AppError ? error.code : error),
        );
        expect([format, 'input_invalid']).toContain(outcome);
      }
    });

    it('builds whatever Markdown it is given', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(piece(), { maxLength: 25 }), fc.string({ unit: 'binary' }), async (pieces, title) => {
          const built = await build({ title, author: title, markdown: pieces.join('') });
          const { text } = await read(built.bytes);
          expect(typeof text).toBe('string');
        }),
        { numRuns: 25 },
      );
    });
  });
}

const wordsOfReport = [
  'Findings', 'bold', 'inline code', 'Łódź', 'Ζεύς', 'Привет', 'Київ', '12 € ≤ 13 £', 'The second has parts:', 'an innermost point',
  'row 39', 'and a quotation inside', 'export function mean(values)', 'Sixth level', 'The note itself.',
];

const marks = [
  '# ', '- ', '1. ', '> ', '```\n', '`', '*', '**', '~~', '\n', '\n\n', '| a | b |\n|--|--|\n| 1 | 2 |\n', '[x](https://a.b)', '![y](chart:z',
  '- [ ] ', '<b>', '&#0;', '&#xD800;', '\t', '    ', '---\n', '[^1]', '\n[^1]: n\n', '|', 'word ',
];

/** Pieces of Markdown that make trees of all kinds when they meet. */
function piece(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(...marks),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
}
