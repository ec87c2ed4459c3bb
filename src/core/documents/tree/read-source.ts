import { type DocumentSource, usualPaper } from '../../domain/model/document.ts';
import { loadPictures } from '../pictures/load-pictures.ts';
import { createAnchorNames } from './heading-anchors.ts';
import type { Block, DocumentTree } from './document-tree.ts';
import { parseHtml } from './parse-html.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { placeContents } from './place-contents.ts';
import { placeTexts } from './place-texts.ts';
import { readBlocks } from './read-blocks.ts';
import type { ReadText } from './read-blocks.ts';
import { printable } from './text-bounds.ts';
import { directionOfLanguage } from './text-direction.ts';

/** The tree that every builder starts from; a document without a first-level heading gets its title as one. */
export async function readSource(source: DocumentSource, signal: AbortSignal): Promise<DocumentTree> {
  signal.throwIfAborted();
  const { root, removed, ...said } = source.html === undefined ? parseMarkdown(source.markdown) : parseHtml(source.html);
  if (source.texts !== undefined) placeTexts(root, source.texts);
  const pictures = await loadPictures(root, source, signal);
  const text = readBlocks(root, pictures);
  const title = oneLine(source.title) || oneLine(said.title);
  const language = languageTag(source.language) ?? languageTag(said.language) ?? 'en';
  const isChart = (address: string): boolean => address.startsWith('chart:');
  return {
    title,
    author: oneLine(source.author ?? said.author) || undefined,
    subject: oneLine(source.subject ?? said.subject) || undefined,
    keywords: (source.keywords ?? said.keywords ?? []).map(oneLine).filter((word) => word !== ''),
    language,
    direction: source.direction ?? said.direction ?? directionOfLanguage(language),
    paper: source.paper ?? usualPaper,
    header: oneLine(source.header),
    footer: oneLine(source.footer),
    blocks: placeContents(withTitle(title, text), { language, wanted: source.contents ?? false }),
    footnotes: text.footnotes,
    facts: {
      charts: [...pictures.keys()].filter(isChart).length,
      images: [...pictures.keys()].filter((address) => !isChart(address)).length,
      droppedHtml: text.dropped.html + removed,
      droppedImages: text.dropped.images,
      droppedLinks: text.dropped.links,
    },
  };
}

function oneLine(text: string | undefined): string {
  return printable(text ?? '').replaceAll(/\s+/g, ' ').trim();
}

/** A tag that a format can carry; anything else is no language. */
function languageTag(tag: string | undefined): string | undefined {
  const clean = oneLine(tag);
  return /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(clean) ? clean : undefined;
}

function withTitle(title: string, { blocks, anchors }: ReadText): readonly Block[] {
  const hasOne = blocks.some((block) => block.type === 'heading' && block.depth === 1);
  if (hasOne || title === '') {
    return blocks;
  }
  const name = createAnchorNames();
  for (const taken of anchors.all) {
    name(taken);
  }
  return [{ type: 'heading', depth: 1, anchor: name(title), children: [{ type: 'text', value: title }] }, ...blocks];
}
