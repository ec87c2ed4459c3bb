import { use, useEffect } from 'react';
import { Button, Collection, TreeItem, TreeItemContent, TreeStateContext } from 'react-aria-components';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/Icon.tsx';
import { outlineWords } from '../../strings/designer-outline.ts';
import styles from './Outline.module.css';
import type { OutlineRow } from './outline-rows.ts';
import { RenameField } from './RenameField.tsx';
import type { OutlineTree } from './use-outline-handle.ts';

export interface OutlineItemProps {
  readonly row: OutlineRow;
  /** Key of the line whose name is being written. */
  readonly renaming: string | undefined;
  /** Is told the state of the tree. */
  readonly onTree: (tree: OutlineTree) => void;
  readonly onRenamed: (key: string) => void;
}

/** One line of the outline, with the lines inside it. */
export function OutlineItem({ row, renaming, onTree, onRenamed }: OutlineItemProps) {
  return (
    <TreeItem id={row.key} textValue={row.title} aria-label={row.spoken} className={classNames(styles['row'])}>
      <TreeItemContent>
        {({ hasChildItems, level, isExpanded }) => (
          <div className={styles['line']} data-level={Math.min(level, 8)} data-kind={row.kind}>
            <TreeTap onTree={onTree} />
            {hasChildItems ? (
              <Button slot="chevron" className={classNames(styles['chevron'])} aria-label={outlineWords.expand(row.title)}>
                <Icon name={isExpanded ? 'chevronDown' : 'chevron'} size="small" />
              </Button>
            ) : (
              <span className={styles['chevron']} />
            )}
            <Icon name={row.icon} size="small" />
            {renaming === row.key ? <RenameField row={row} onDone={() => { onRenamed(row.key); }} /> : <span className={styles['title']}>{row.title}</span>}
            <span className={styles['note']}>{row.note}</span>
            {row.problems > 0 && (
              <span className={styles['problems']}>
                <Icon name="alert" size="small" />
                {outlineWords.problems(row.problems)}
              </span>
            )}
          </div>
        )}
      </TreeItemContent>
      <Collection items={row.rows} dependencies={[renaming]}>
        {(inner) => <OutlineItem row={inner} renaming={renaming} onTree={onTree} onRenamed={onRenamed} />}
      </Collection>
    </TreeItem>
  );
}

/** Lets the outline reach the state of its tree, which only what stands inside a tree can see. */
function TreeTap({ onTree }: Pick<OutlineItemProps, 'onTree'>) {
  const state = use(TreeStateContext);
  useEffect(() => {
    if (state !== null) onTree(state);
  }, [onTree, state]);
  return undefined;
}
