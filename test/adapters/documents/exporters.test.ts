import { createHash } from 'node:crypto';
import type { Element, Nodes } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { HtmlExporter } from '../../../src/core/documents/html/html-exporter.ts';
import { MarkdownExporter } from '../../../src/core/documents/markdown/markdown-exporter.ts';
import type { DocumentSource } from '../../../src/core/domain/model/document.ts';
import { readMarkdownDocument } from './read-documents.ts';
import { monthlyChart, sampleReport } from './sample-report.ts';

const signal = new AbortController().signal;
const textOf = async (builder: HtmlExporter | MarkdownExporter, source: DocumentSource): Promise<string> =>
  Buffer.from((await builder.build(source, signal)).bytes).toString('utf8');

describe('an HTML page', () => {
  it('loads nothing: its policy allows its own style by hash and pictures as data', async () => {
    const html = await textOf(new HtmlExporter(), sampleReport());
    const policy = elementsOf(html).find(({ properties }) => properties['httpEquiv'] !== undefined)?.properties['content'];
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';

    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(html).not.toMatch(/<script|<link|<iframe|url\(|style="|src="(?!data:image\/png)/);
  });

  it('names its language and title, with styles for the dark and for paper', async () => {
    const html = await textOf(new HtmlExporter(), sampleReport());

    expect(html).toMatch(/^<!doctype html><html lang="en-GB"><head><meta charset="utf-8">/i);
    expect(html).toContain('<title>Weather report: Łódź, Αθήνα, Москва</title>');
    expect(html).toContain('prefers-color-scheme: dark');
    expect(html).toContain('@media print');
    expect(html).toMatch(/<th scope="col" class="right short">Mean °C<\/th>/);
  });

  it('keeps markup in a text, a title or a caption a text', async () => {
    const source = {
      title: '</title><script>1</script>',
      markdown: '# `<img src=x onerror=1>` &lt;script&gt;\n\n![<b>"c"](chart:a)',
      charts: { a: { ...monthlyChart, title: '"><svg onload=1>' } },
    };

    const html = await textOf(new HtmlExporter(), source);

    const elements = elementsOf(html);
    expect(elements.map(({ tagName }) => tagName).join(' ')).toBe(
      'html head meta meta meta title style body main h1 code figure img figcaption',
    );
    expect(elements.flatMap(({ properties }) => Object.keys(properties)).filter((name) => name.startsWith('on'))).toEqual([]);
    expect(html).toContain('&#x3C;img src=x onerror=1>');
  });
});

describe('a Markdown file', () => {
  it('reads as the same blocks when it is built again', async () => {
    const first = await textOf(new MarkdownExporter(), sampleReport());
    const body = first.slice(first.indexOf('\n---\n', 4) + 5);
    const withoutPictures = body.replaceAll(/^\[[^\]]+\]: data:.*$/gm, '').replaceAll(/!\[[^\]]*\]\[[^\]]*\]/g, '');

    const second = await textOf(new MarkdownExporter(), { title: 'again', markdown: withoutPictures });

    const one = await readMarkdownDocument(Buffer.from(first));
    const two = await readMarkdownDocument(Buffer.from(second));
    expect(two.text.replaceAll(' ', '')).toBe(one.text.replaceAll(' ', ''));
  });

  it('carries each picture once, as data below the text', async () => {
    const charts = { 'A b': monthlyChart, 'a B': { ...monthlyChart, title: 'Other' } };
    const text = '![one](<chart:A b>)\n\n![two](<chart:a B>)\n\n![one again](<chart:A b>)';

    const markdown = await textOf(new MarkdownExporter(), { title: 'T', markdown: text, charts });

    expect(markdown.match(/^\[chart-\d\]: data:image\/png;base64,/gm)).toHaveLength(2);
    expect(markdown.match(/\]\[chart-1\]/g)).toHaveLength(2);
  });

  it('cannot be left by a title', async () => {
    const markdown = await textOf(new MarkdownExporter(), { title: 'a"\n---\nevil: 1', markdown: 'x' });

    expect((await readMarkdownDocument(Buffer.from(markdown))).title).toBe('a" --- evil: 1');
    expect(markdown).not.toMatch(/^evil/m);
  });
});

function elementsOf(html: string): readonly Element[] {
  const elements = (node: Nodes): readonly Element[] => [...(node.type === 'element' ? [node] : []), ...('children' in node ? node.children.flatMap(elements) : [])];
  return elements(unified().use(rehypeParse).parse(html));
}
