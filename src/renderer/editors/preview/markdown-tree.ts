import type { RootContent } from 'hast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { MarkdownBlock } from './markdown-block.ts';

const reader = unified().use(remarkParse).use(remarkGfm).use(remarkRehype);

/** Facts at the head of a text, between two lines of dashes; they are for programs. */
const facts = /^---\r?\n[\s\S]*?\r?\n---(?:\r?\n|$)/u;

/** GitHub-flavoured Markdown as a tree of HTML, block by block; HTML in it is left out. */
export function markdownBlocks(source: string): MarkdownBlock[] {
  const head = facts.exec(source)?.[0] ?? '';
  const tree = reader.runSync(reader.parse(source.slice(head.length)));
  const linesBefore = head.split('\n').length - 1;
  let line = 1;
  return tree.children
    .filter((node) => node.type !== 'text' || node.value.trim() !== '')
    .map((node) => {
      line = node.position?.start.line ?? line;
      forgetPlaces(node);
      return { print: JSON.stringify(node), line: line + linesBefore };
    });
}

/** A block moves when one above it grows; without places it is still the same. */
function forgetPlaces(node: RootContent): void {
  delete node.position;
  if ('children' in node) node.children.forEach(forgetPlaces);
}
