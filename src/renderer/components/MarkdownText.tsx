import { useMemo } from 'react';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { renderTree } from './render-tree.tsx';

const reader = unified().use(remarkParse).use(remarkGfm).use(remarkRehype);

/** GitHub-flavoured Markdown, drawn; HTML in it is left out. Its first heading level stands below the page's own. */
export function MarkdownText({ source }: { readonly source: string }) {
  const tree = useMemo(() => reader.runSync(reader.parse(source)), [source]);
  return <>{renderTree(tree, 1)}</>;
}
