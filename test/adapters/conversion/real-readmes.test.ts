import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { createDocumentBuilderSet } from '../../../src/core/documents/document-builders.ts';
import { isLong } from '../../long.ts';
import { readDocxDocument, readHtmlDocument, readPdf } from '../documents/read-documents.ts';

/** Markdown that people wrote for people: the READMEs of the packages that this product is made of. */
const modules = join(import.meta.dirname, '..', '..', '..', 'node_modules');
const chosen = ['csv-parse', 'yazl', 'docx', 'unified'];
const readmes = packagesWithReadme().filter(({ name, bytes }) => (isLong ? bytes < 150_000 : chosen.includes(name) && bytes < 60_000));

const builders = createDocumentBuilderSet();
const build = async (format: 'html' | 'docx' | 'pdf', markdown: string): Promise<Uint8Array> =>
  (await (await builders.get(format)).build({ title: 'Read me', markdown }, new AbortController().signal)).bytes;

describe('the README of a real project keeps its text, in its order', () => {
  it('and there are enough of them', () => {
    expect(readmes.length).toBeGreaterThanOrEqual(isLong ? 30 : 4);
  });

  it.each(readmes)('$name', async ({ file }) => {
    const markdown = readFileSync(file, 'utf8');
    const words = wordsOf(markdown);

    const html = (await readHtmlDocument(await build('html', markdown))).text;
    const docx = (await readDocxDocument(await build('docx', markdown))).text;
    const { pages } = await readPdf(await build('pdf', markdown));
    // A word may go on on the next page, after the number at the foot of this one.
    const pdf = pages.map(({ text }, index) => text.replace(new RegExp(`\\s*${index + 1} of ${pages.length}\\s*$`, 'u'), '')).join('');

    expect(missing(words, html)).toEqual([]);
    expect(missing(words, docx)).toEqual([]);
    // The embedded font has Latin, Greek and Cyrillic letters; what it lacks is told in the notes of the document.
    expect(missing(words.map(drawn), drawn(pdf))).toEqual([]);
  });
});

/** The words that do not come where they are due. White space, of which every format has its own, counts for nothing. */
function missing(words: readonly string[], text: string): readonly string[] {
  const folded = text.replaceAll(/[\s\u00ad\u200b]+/gu, '');
  let at = 0;
  return words.filter((word) => {
    const found = folded.indexOf(word, at);
    if (found === -1) return true;
    at = found + word.length;
    return false;
  });
}

/** As PDF.js gives it back: compatible letters are one letter to it. */
function drawn(text: string): string {
  return text.normalize('NFKC').replaceAll(/[^\u0020-\u024f\u0370-\u04ff]/gu, '');
}

/** All words of the text and of code, in the order of the Markdown; tags of raw HTML and addresses are left out by purpose. */
function wordsOf(markdown: string): readonly string[] {
  const tree = unified().use(remarkParse).use(remarkGfm).parse(markdown.replace(/^\u{feff}/u, ''));
  const words: string[] = [];
  const walk = (node: Nodes): void => {
    // Notes stand where they are read, which is at the end.
    if (node.type === 'footnoteDefinition') return;
    if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') words.push(...node.value.replaceAll(/[\u00ad\u200b]/gu, '').split(/\s+/u).filter((word) => word !== ''));
    if ('children' in node) for (const child of node.children) walk(child);
  };
  walk(tree);
  return words;
}

function packagesWithReadme(): readonly { readonly name: string; readonly file: string; readonly bytes: number }[] {
  return readdirSync(modules).toSorted().flatMap((name) => {
    const file = ['README.md', 'readme.md', 'Readme.md'].map((readme) => join(modules, name, readme)).find((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
    return file === undefined ? [] : [{ name, file, bytes: statSync(file).size }];
  });
}
