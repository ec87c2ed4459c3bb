import { createContext, type CSSProperties, use, useEffect } from 'react';
import { Button, Collection, TreeItem, TreeItemContent, TreeStateContext } from 'react-aria-components';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/Icon.tsx';
import { outlineWords } from '../../strings/designer-outline.ts';
import { findingLooks } from '../problems/finding-look.ts';
import styles from './Outline.module.css';
import type { OutlineRow } from './outline-rows.ts';
import { createTyped, RenameField, type Typed } from './RenameField.tsx';
import type { OutlineTree } from './use-outline-handle.ts';

interface LineContext {
  /** Key of the line whose name is being written. */
  readonly renaming: string | undefined;
  /** What stands in its field, which is another one once the line is known by another id. */
  readonly typed: Typed;
  readonly onRenamed: () => void;
  /** Is told the state of the tree, which only what stands inside it can see. */
  readonly onTree: (tree: OutlineTree) => void;
}

/** What lines share: a change of it draws only what is in sight, and builds no line anew. */
export const OutlineLines = createContext<LineContext>({ renaming: undefined, typed: createTyped(), onRenamed: () => undefined, onTree: () => undefined });

/** One line of the outline, all of which is told by its row alone, with the lines inside it. */
export function OutlineItem({ row }: { readonly row: OutlineRow }) {
  return (
    <TreeItem id={row.key} textValue={row.title} aria-label={row.spoken} className={classNames(styles['row'])}>
      <TreeItemContent>
        {({ hasChildItems, level, isExpanded }) => (
          <Line row={row} level={level} isExpanded={isExpanded} hasInner={hasChildItems} />
        )}
      </TreeItemContent>
      <Collection items={row.rows}>{(inner) => <OutlineItem row={inner} />}</Collection>
    </TreeItem>
  );
}

interface LineProps {
  readonly row: OutlineRow;
  readonly level: number;
  readonly isExpanded: boolean;
  readonly hasInner: boolean;
}

function Line({ row, level, isExpanded, hasInner }: LineProps) {
  const { renaming, typed, onRenamed, onTree } = use(OutlineLines);
  const state = use(TreeStateContext);
  useEffect(() => {
    if (state !== null) onTree(state);
  }, [onTree, state]);
  return (
    <div className={styles['line']} style={depthOf(level)} data-kind={row.kind}>
      {hasInner ? (
        <Button slot="chevron" className={classNames(styles['chevron'])} aria-label={outlineWords.expand}>
          <Icon name={isExpanded ? 'chevronDown' : 'chevron'} size="small" />
        </Button>
      ) : (
        <span className={styles['chevron']} />
      )}
      <Icon name={row.icon} size="small" />
      {renaming === row.key ? <RenameField row={row} typed={typed} onDone={onRenamed} /> : <span aria-hidden="true" className={styles['title']}>{row.title}</span>}
      <span aria-hidden="true" className={styles['note']}>{row.note}</span>
      {!isExpanded && row.ways !== '' && <span aria-hidden="true" className={styles['note']}>{row.ways}</span>}
      {row.problems.worst !== undefined && (
        <span aria-hidden="true" className={styles['problems']} data-worst={row.problems.worst}>
          <Icon name={findingLooks[row.problems.worst].icon} size="small" />
          {row.problems.words}
        </span>
      )}
    </div>
  );
}

/** Further in than eight levels, nothing would be left to read. */
function depthOf(level: number): CSSProperties & { readonly '--depth': number } {
  return { '--depth': Math.min(level, 8) - 1 };
}
