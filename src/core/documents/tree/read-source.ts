import type { DocumentSource } from '../../domain/model/document.ts';
import type { Block, DocumentTree } from './document-tree.ts';
import { loadPictures } from '../pictures/load-pictures.ts';
import { parseMarkdown, printable } from './parse-markdown.ts';
import { readBlocks } from './read-blocks.ts';

/** The tree that every builder starts from; a document without a first-level heading gets its title as one. */
export async function readSource(source: DocumentSource, signal: AbortSignal): Promise<DocumentTree> {
  signal.throwIfAborted();
  const root = parseMarkdown(source.markdown);
  const pictures = await loadPictures(root, source, signal);
  const { blocks, dropped } = readBlocks(root, pictures);
  const title = oneLine(source.title);
  const placed = [...pictures.keys()];
  return {
    title,
    author: source.author === undefined ? undefined : oneLine(source.author),
    language: source.language ?? 'en',
    blocks: withTitle(title, blocks),
    facts: {
      charts: placed.filter((address) => address.startsWith('chart:')).length,
      images: placed.filter((address) => address.startsWith('image:')).length,
      droppedHtml: dropped.html,
      droppedImages: dropped.images,
      droppedLinks: dropped.links,
    },
  };
}

function oneLine(text: string): string {
  return printable(text).replaceAll(/\s+/g, ' ').trim();
}

function withTitle(title: string, blocks: readonly Block[]): readonly Block[] {
  const hasOne = blocks.some((block) => block.type === 'heading' && block.depth === 1);
  return hasOne || title === '' ? blocks : [{ type: 'heading', depth: 1, children: [{ type: 'text', value: title }] }, ...blocks];
}
