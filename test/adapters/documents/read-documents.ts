import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Element, Nodes, Root } from 'hast';
import { load } from 'js-yaml';
import mammoth from 'mammoth';
import type { Nodes as MdNodes } from 'mdast';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import rehypeParse from 'rehype-parse';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import yauzl from 'yauzl';
import type { DocumentReading } from '../../contracts/document-builder-contract.ts';

/** One page of a PDF as a reader sees it. */
export interface PdfPage {
  readonly text: string;
  /** Left and right end of each piece of text, and its base line from below, in points. */
  readonly pieces: readonly { readonly text: string; readonly left: number; readonly right: number; readonly baseline: number }[];
  readonly links: readonly string[];
  readonly tags: StructNode | null;
}

interface StructNode {
  readonly role?: string;
  readonly alt?: string;
  readonly type?: string;
  readonly children?: readonly StructNode[];
}

export interface PdfReading {
  readonly info: { readonly [key: string]: unknown };
  readonly outline: readonly string[];
  readonly pages: readonly PdfPage[];
}

/** A PDF as PDF.js reads it. */
export async function readPdf(bytes: Uint8Array): Promise<PdfReading> {
  const fonts = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'standard_fonts/');
  const loading = getDocument({ data: Uint8Array.from(bytes), verbosity: 0, standardFontDataUrl: fonts });
  const pdf = await loading.promise;
  const pages: PdfPage[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const content = await page.getTextContent();
    const annotations: readonly { readonly url?: string; readonly unsafeUrl?: string }[] = await page.getAnnotations();
    const items = content.items.filter((item) => 'str' in item);
    pages.push({
      text: items.map((item) => item.str + (item.hasEOL ? '\n' : '')).join(''),
      pieces: items
        .filter((item) => item.str.trim() !== '')
        .map((item) => ({ text: item.str, left: item.transform[4], right: Number(item.transform[4]) + item.width, baseline: item.transform[5] })),
      links: annotations.flatMap(({ url, unsafeUrl }) => url ?? unsafeUrl ?? []),
      tags: await page.getStructTree(),
    });
  }
  const { info } = await pdf.getMetadata();
  const outline = ((await pdf.getOutline()) ?? []).map(({ title }) => title);
  await loading.destroy();
  return { info: { ...info }, outline, pages };
}

export async function readPdfDocument(bytes: Uint8Array): Promise<DocumentReading> {
  const { info, pages } = await readPdf(bytes);
  return {
    title: textOrNone(info['Title']),
    author: textOrNone(info['Author']),
    text: pages.map((page) => page.text).join('\n').replaceAll(/\s+/g, ' '),
    links: pages.flatMap((page) => page.links),
    alts: pages.flatMap((page) => (page.tags === null ? [] : figuresIn(page.tags))),
  };
}

export async function readDocxDocument(bytes: Uint8Array): Promise<DocumentReading> {
  const entries = await readZipEntries(bytes);
  const core = entries.get('docProps/core.xml') ?? '';
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
  const html = readHtml(value);
  return {
    title: unescaped(/<dc:title>([^<]*)</.exec(core)?.[1]),
    author: unescaped(/<dc:creator>([^<]*)</.exec(core)?.[1]),
    text: html.text,
    links: html.links,
    alts: html.alts,
  };
}

export async function readHtmlDocument(bytes: Uint8Array): Promise<DocumentReading> {
  const text = Buffer.from(bytes).toString('utf8');
  return readHtml(text);
}

export async function readMarkdownDocument(bytes: Uint8Array): Promise<DocumentReading> {
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(Buffer.from(bytes).toString('utf8')) ?? [];
  const facts = load(front) as { readonly title?: string; readonly author?: string };
  const nodes = walk<MdNodes>(unified().use(remarkParse).use(remarkGfm).parse(body));
  return {
    title: facts.title,
    author: facts.author,
    text: nodes.map((node) => ('value' in node ? node.value : node.type === 'paragraph' ? ' ' : '')).join('').replaceAll(/\s+/g, ' '),
    links: nodes.flatMap((node) => (node.type === 'link' ? [node.url] : [])),
    alts: nodes.flatMap((node) => (node.type === 'imageReference' ? [node.alt ?? ''] : [])),
  };
}

/** The texts of a ZIP file by name, as another program unpacks them. */
export async function readZipEntries(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const zip = await yauzl.fromBufferPromise(Buffer.from(bytes));
  const entries = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry);
    entries.set(entry.fileName, Buffer.concat(await stream.toArray()).toString('utf8'));
  }
  return entries;
}

function readHtml(html: string): DocumentReading {
  const root: Root = unified().use(rehypeParse).parse(html);
  const nodes = walk<Nodes>(root);
  const elements = nodes.filter((node): node is Element => node.type === 'element');
  const main = elements.find((node) => node.tagName === 'main') ?? elements.find((node) => node.tagName === 'body') ?? root;
  const title = elements.find((node) => node.tagName === 'title');
  const author = elements.find((node) => node.tagName === 'meta' && node.properties['name'] === 'author');
  return {
    title: title === undefined ? undefined : textIn(title),
    author: textOrNone(author?.properties['content']),
    text: textIn(main).replaceAll(/\s+/g, ' '),
    links: elements.flatMap((node) => (node.tagName === 'a' && typeof node.properties['href'] === 'string' ? [node.properties['href']] : [])),
    alts: elements.flatMap((node) => (node.tagName === 'img' ? [String(node.properties['alt'])] : [])),
  };
}

function textIn(node: Nodes): string {
  const spaced = /^(?:p|li|t[dhr]|h\d|br)$/;
  return walk(node)
    .map((inner) => (inner.type === 'text' ? inner.value : inner.type === 'element' && spaced.test(inner.tagName) ? ' ' : ''))
    .join('');
}

/** A node and all below it, in their order. */
function walk<Node extends { readonly children?: unknown } | object>(node: Node): readonly Node[] {
  const children: readonly Node[] = 'children' in node && Array.isArray(node.children) ? node.children : [];
  return [node, ...children.flatMap((child) => walk(child))];
}

function figuresIn(node: StructNode): readonly string[] {
  return [...(node.role === 'Figure' ? [node.alt ?? ''] : []), ...(node.children ?? []).flatMap(figuresIn)];
}

function unescaped(text: string | undefined): string | undefined {
  return text?.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}

function textOrNone(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
