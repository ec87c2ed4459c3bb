import { memo, useEffect, useRef, useState } from 'react';
import { renderTree } from '../../components/render-tree.tsx';
import { groupsOf, type MarkdownBlock, treeOf } from './markdown-block.ts';
import styles from './preview.module.css';

/** Texts of so many blocks are drawn whole; of longer ones only what comes near the window. */
const drawnWhole = 500;

export interface MarkdownBlocksProps {
  readonly blocks: readonly MarkdownBlock[];
  /** The block of this line of the source is drawn, wherever it lies. */
  readonly line?: number | undefined;
}

/** The blocks of a text, each with the line it begins at. Headings stand one level below the page's own. */
export const MarkdownBlocks = memo(function MarkdownBlocks({ blocks, line = 1 }: MarkdownBlocksProps) {
  if (blocks.length <= drawnWhole) return <BlockList blocks={blocks} />;
  const groups = groupsOf(blocks);
  const wanted = groups.findLastIndex(([first]) => (first?.line ?? 0) <= line);
  return groups.map((group, index) => <Group key={index} blocks={group} isWanted={index === wanted} />);
});

interface GroupProps {
  readonly blocks: readonly MarkdownBlock[];
  readonly isWanted: boolean;
}

/** Blocks of a long text: an empty place of about their height until they come near; once drawn they stay. */
const Group = memo(
  function Group({ blocks, isWanted }: GroupProps) {
    const place = useRef<HTMLDivElement>(null);
    const [isNear, setIsNear] = useState(isWanted);
    if (isWanted && !isNear) setIsNear(true);
    useEffect(() => {
      if (isNear || place.current === null) return undefined;
      return whenNear(place.current, () => { setIsNear(true); });
    }, [isNear]);
    return (
      <div ref={place} data-line={blocks[0]?.line} className={styles['group']}>
        {isNear && <BlockList blocks={blocks} />}
      </div>
    );
  },
  (before, after) => before.isWanted === after.isWanted && before.blocks.length === after.blocks.length && before.blocks.every((block, index) => block === after.blocks[index]),
);

/** Tells once that an element is in sight or will soon be. */
function whenNear(element: HTMLElement, tell: () => void): () => void {
  const margin = '1000px';
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) tell();
    },
    { rootMargin: margin, scrollMargin: margin },
  );
  observer.observe(element);
  return () => {
    observer.disconnect();
  };
}

function BlockList({ blocks }: Pick<MarkdownBlocksProps, 'blocks'>) {
  return blocks.map(({ print, line }, index) => (
    <div key={index} data-line={line} className={styles['block']}>
      <Block print={print} />
    </div>
  ));
}

const Block = memo(function Block({ print }: { readonly print: string }) {
  return renderTree({ type: 'root', children: [treeOf(print)] }, 1);
});
