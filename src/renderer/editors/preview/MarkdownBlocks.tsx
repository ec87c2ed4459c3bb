import type { RootContent } from 'hast';
import { memo } from 'react';
import { renderTree } from '../../components/render-tree.tsx';
import type { MarkdownBlock } from './markdown-tree.ts';

/** The blocks of a text, each with the line it begins at. Headings stand one level below the page's own. */
export function MarkdownBlocks({ blocks }: { readonly blocks: readonly MarkdownBlock[] }) {
  return blocks.map(({ node, line }, index) => (
    <div key={index} data-line={line}>
      <Block node={node} />
    </div>
  ));
}

const Block = memo(function Block({ node }: { readonly node: RootContent }) {
  return renderTree({ type: 'root', children: [node] }, 1);
});
