import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../../src/core/domain/catalogue/document-templates/compile-template.ts';
import { renderDocument } from '../../../src/core/domain/catalogue/document-templates/render-template.ts';
import { stockTemplates, stockTemplateText } from '../../../src/core/domain/catalogue/document-templates/stock/stock-templates.ts';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import type { Json, JsonObject } from '../../../src/core/domain/model/json.ts';
import { stockTemplateNames } from '../../../src/core/domain/model/document-template.ts';
import { createDocumentBuilderSet } from '../../../src/core/documents/document-builders.ts';

const composite = (body: readonly Json[], more: JsonObject = {}): string => JSON.stringify({ format: 'aiwm.template/1', title: 'Title', body, ...more });
const rendered = (body: readonly Json[], inputs: JsonObject, more: JsonObject = {}) => renderDocument(compileTemplate({ format: 'template', text: composite(body, more) }), { inputs });
const built = async (source: ReturnType<typeof renderDocument>, format: 'html' | 'markdown' = 'html') => new TextDecoder().decode((await (await createDocumentBuilderSet().get(format)).build(source, new AbortController().signal)).bytes);

function failureOf(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('It should have failed.');
}

/** Every mark Markdown and HTML know, and what pretends to be a place of a value. */
const hostile = fc.array(fc.oneof(fc.constantFrom('# ', '\n# ', '\n\n', '- ', '1. ', '> ', '```\n', '`', '**', '_', '~~', '[x](https://evil.example)', '![x](https://evil.example/a.png)', '<script>alert(1)</script>', '<b>', '<!-- pagebreak -->', 'https://evil.example', 'www.evil.example', 'a@evil.example', '|', '\\', '[^1]', '[a]: https://evil.example', '---', '\uE0F00\uE0F1', '&lt;', '\u0000', '![c](chart:c1)'), fc.string({ maxLength: 6 })), { maxLength: 12 }).map((parts) => parts.join(''));

const places = [
  { heading: 'Heading {{ inputs.text }}', markdown: 'Before **{{ inputs.text }}** after `{{ inputs.text }}`.\n\n- {{ inputs.text }}\n\n> {{ inputs.text }}\n\n```\n{{ inputs.text }}\n```\n\n| a |\n|---|\n| {{ inputs.text }} |' },
  { value: { of: 'inputs.text' } },
  { table: { rows: '[inputs.text]', columns: [{ title: '{{ inputs.text }}', value: 'item' }] } },
  { markdown: '[link](https://ours.example/?q={{ inputs.text }}) and [other]({{ inputs.text }})' },
];

/** The elements of a page with their order, its texts and addresses apart. */
const skeleton = (html: string): string => [...html.slice(html.indexOf('<body>')).matchAll(/<\/?([a-z0-9]+)/gu)].map(([, name]) => name).filter((name) => name !== 'br' && name !== 'p').join(' ');

describe('a document made from a template', () => {
  it('has the same tags whatever a value holds, and leads nowhere the author did not', async () => {
    const plain = skeleton(await built(rendered(places, { text: 'plain' })));
    await fc.assert(
      fc.asyncProperty(hostile.filter((text) => /[a-z]/u.test(text)), async (text) => {
        const html = await built(rendered(places, { text: `x${text}x` }));

        expect(skeleton(html)).toBe(plain);
        expect([...html.matchAll(/href="(https?:[^"/]*\/\/[^"/]*)/gu)].every(([, address]) => address === 'https://ours.example')).toBe(true);
        expect(html).not.toMatch(/<script|src="http/u);
      }),
      { numRuns: 30 },
    );
  });

  it('is the same again from the Markdown it is written as: no value becomes a mark there either', async () => {
    await fc.assert(
      // A bare address is a link wherever this kind of Markdown is read, however it is written.
      fc.asyncProperty(hostile.map((text) => text.replaceAll(/@|https?:\/\/|www\./gu, '')), async (text) => {
        const markdown = await built(rendered([{ markdown: '{{ inputs.text }}' }], { text: `x${text}x` }), 'markdown');
        const again = await built({ title: 'Title', markdown });

        expect(skeleton(again)).toBe(skeleton(await built({ title: 'Title', markdown: 'x' })));
      }),
      { numRuns: 25 },
    );
  });

  it('is the same for the same values', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('text', 'other'), fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json)), (values) => {
        const inputs = { text: '', ...values };

        expect(JSON.stringify(rendered([{ markdown: '{{ inputs.text }} {{ inputs }}' }], inputs))).toBe(JSON.stringify(rendered([{ markdown: '{{ inputs.text }} {{ inputs }}' }], inputs)));
      }),
      { numRuns: 100 },
    );
  });

  it('reads as Markdown what its author says is, and ends it where it ends', async () => {
    const html = await built(rendered([{ value: { of: 'inputs.text', markdown: true } }, { heading: 'After', markdown: 'It goes [on][a].' }], { text: '## Chapter\n\n**strong** <script>alert(1)</script>\n\n[a]: https://evil.example\n\n```\nnever closed' }));

    expect(html).toContain('<strong>strong</strong>');
    expect(html).toMatch(/<h2[^>]*>After<\/h2>/u);
    expect(html).not.toMatch(/<script|evil\.example"/u);
  });

  it('takes each section as often as its list is long, and letters its appendices', () => {
    const { markdown } = rendered(
      [{ when: 'inputs.shown', markdown: 'shown' }, { each: { in: 'inputs.rows', as: 'row' }, when: 'item.ok', markdown: 'row' }],
      { shown: false, rows: [{ ok: true }, { ok: false }, { ok: true }] },
      { appendices: [{ heading: 'One', markdown: 'x' }, { when: 'inputs.shown', heading: 'Two', markdown: 'y' }, { heading: 'Three', markdown: 'z' }], options: { contents: true } },
    );

    expect(markdown?.match(/^row$/gmu)).toHaveLength(2);
    expect(markdown).not.toContain('shown');
    expect([...(markdown ?? '').matchAll(/^## (.*)$/gmu)].map(([, heading]) => heading)).toEqual(['Appendix A: One', 'Appendix B: Three']);
    expect(markdown).toContain('<!-- contents -->');
  });

  it('takes in other documents as they were given, Markdown as Markdown and text as text', async () => {
    const compiled = compileTemplate({ format: 'template', text: composite([{ document: { id: 'terms' } }, { document: { id: 'note' } }]) });
    const source = renderDocument(compiled, { inputs: {}, documents: new Map([['terms', { format: 'md', text: '**Terms**' }], ['note', { format: 'txt', text: '**Note**' }]]) });

    expect(compiled.documents).toEqual([{ id: 'terms' }, { id: 'note' }]);
    expect(await built(source)).toContain('<p><strong>Terms</strong></p><p>**Note**</p>');
    expect(failureOf(() => renderDocument(compiled, { inputs: {} }))).toMatchObject({ code: 'not_found', data: { section: 'body[0]' } });
  });

  it.each<{ readonly what: string; readonly section: Json; readonly inputs: JsonObject; readonly where: string }>([
    { what: 'a missing value', section: { markdown: '{{ inputs.nope }}' }, inputs: {}, where: 'body[0].markdown' },
    { what: 'a condition that is no condition', section: { when: 'inputs.a', markdown: 'x' }, inputs: { a: 'yes' }, where: 'body[0].when' },
    { what: 'a repeat over no list', section: { each: { in: 'inputs.a', as: 'one' }, markdown: 'x' }, inputs: { a: 1 }, where: 'body[0].each.in' },
    { what: 'a chart of texts', section: { chart: { kind: 'bar', x: '["a"]', series: [{ name: 's', values: 'inputs.a' }] } }, inputs: { a: ['1'] }, where: 'body[0].chart.series[0].values' },
    { what: 'a list that is too long', section: { each: { in: 'inputs.a', as: 'one' }, markdown: 'x' }, inputs: { a: Array.from({ length: 1001 }, () => 1) }, where: 'body[0].each.in' },
    { what: 'tables that are too large', section: { table: { rows: 'inputs.a', columns: Array.from({ length: 20 }, () => ({ title: 'A', value: 'item' })) } }, inputs: { a: Array.from({ length: 2501 }, () => 1) }, where: 'body[0].table' },
  ])('says in which section $what is', ({ section, inputs, where }) => {
    expect(failureOf(() => rendered([section], inputs))).toMatchObject({ code: 'input_invalid', data: { section: where } });
  });

  it('ends in bounded work, however often sections repeat in each other', () => {
    const rows = Array.from({ length: 1000 }, () => 1);
    const nested = { each: { in: 'inputs.rows', as: 'a' }, sections: [{ each: { in: 'inputs.rows', as: 'b' }, sections: [{ each: { in: 'inputs.rows', as: 'c' }, markdown: 'x' }] }] };

    expect(failureOf(() => rendered([nested], { rows }))).toMatchObject({ code: 'input_invalid', message: expect.stringContaining('more than 2000 sections') });
    expect(failureOf(() => rendered([{ each: { in: 'inputs.rows', as: 'a' }, value: { of: 'inputs.text' } }], { rows, text: 'x'.repeat(10_000) }))).toMatchObject({ message: expect.stringContaining('characters') });
    expect(failureOf(() => rendered([{ each: { in: 'inputs.rows', as: 'a' }, markdown: '{{ inputs.rows.map(r, inputs.rows.map(s, s + r)).size() }}' }], { rows }))).toMatchObject({ message: expect.stringContaining('fuel') });
  });

  it('from Markdown and from HTML has its values as text, too', async () => {
    const of = (format: 'md' | 'html', text: string) => renderDocument(compileTemplate({ format, text }), { inputs: { a: '<b>&amp; *x*</b>\nline' }, title: 'Title' });

    expect(await built(of('md', 'Say **{{ inputs.a }}**'))).toContain('<strong>&#x3C;b>&#x26;amp; *x*&#x3C;/b><br>line</strong>');
    expect(await built(of('html', '<p>Say <b>{{ inputs.a }}</b></p>'))).toContain('<strong>&#x3C;b>&#x26;amp; *x*&#x3C;/b><br>line</strong>');
  });

  it.each(stockTemplateNames)('from the shipped "%s" and its sample shows everything it was given', async (name) => {
    const sample = (stockTemplates[name].template.sample ?? {}) as JsonObject;
    const html = await built(renderDocument(compileTemplate({ format: 'template', text: stockTemplateText(name) }), { inputs: sample }));

    expect(html).not.toMatch(/\{\{|undefined|\[object/u);
    for (const text of Object.values(sample).filter((value) => typeof value === 'string' && !value.includes('\n') && !/[*&]/u.test(value))) expect(html).toContain(text);
  });
});
