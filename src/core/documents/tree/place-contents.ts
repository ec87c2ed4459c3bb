import type { Block, Contents, ContentsEntry } from './document-tree.ts';
import { plainText } from './document-tree.ts';

const deepest = 3;
const words: Readonly<Record<string, string>> = {
  ar: 'المحتويات', cs: 'Obsah', da: 'Indhold', de: 'Inhalt', el: 'Περιεχόμενα', es: 'Índice', fa: 'فهرست', fr: 'Sommaire', he: 'תוכן עניינים', it: 'Indice',
  ja: '目次', ko: '목차', nl: 'Inhoud', pl: 'Spis treści', pt: 'Índice', ru: 'Содержание', sv: 'Innehåll', uk: 'Зміст', zh: '目录',
};

/** The blocks with every table of contents filled, and with one behind the title if it is wanted and none was placed. */
export function placeContents(blocks: readonly Block[], { language, wanted }: { readonly language: string; readonly wanted: boolean }): readonly Block[] {
  const isPlaced = blocks.some((block) => block.type === 'contents');
  if (!isPlaced && !wanted) {
    return blocks;
  }
  const [primary = ''] = language.toLowerCase().split('-');
  const title = (Object.hasOwn(words, primary) ? words[primary] : undefined) ?? 'Contents';
  const contents: Contents = { type: 'contents', title, ...entriesOf(blocks) };
  if (contents.entries.length === 0) {
    return blocks.filter((block) => block.type !== 'contents');
  }
  if (isPlaced) {
    return blocks.map((block) => (block.type === 'contents' ? contents : block));
  }
  const behind = blocks.findIndex((block) => block.type === 'heading' && block.depth === 1) + 1;
  return blocks.toSpliced(behind, 0, contents);
}

/** Headings down to the third level; a first-level heading that stands alone is the title and leads nowhere. */
function entriesOf(blocks: readonly Block[]): Pick<Contents, 'entries' | 'levels'> {
  const headings = blocks.filter((block) => block.type === 'heading');
  const hasTitle = headings.filter(({ depth }) => depth === 1).length === 1;
  const listed = headings.filter(({ depth }) => depth <= deepest && !(hasTitle && depth === 1));
  const highest = listed.reduce((least, { depth }) => Math.min(least, depth), deepest);
  const entries = listed.map(({ depth, anchor, children }): ContentsEntry => ({ depth: depth - highest + 1, anchor, text: plainText(children) }));
  return { entries, levels: { from: highest, to: deepest } };
}
