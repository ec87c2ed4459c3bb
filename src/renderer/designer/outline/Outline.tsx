import { useEffect, useMemo, useRef, useState } from 'react';
import { Toolbar, Tree, Virtualizer, ListLayout, type Selection as AriaSelection } from 'react-aria-components';
import { classNames } from '../../components/class-names.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { CommandButton } from '../commands/CommandButton.tsx';
import { outlineWords } from '../../strings/designer-outline.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import { placeAfter, useRenames } from '../session/renames.ts';
import styles from './Outline.module.css';
import { OutlineItem, OutlineLines } from './OutlineItem.tsx';
import { createTyped } from './RenameField.tsx';
import { useOutlineHandle } from './use-outline-handle.ts';
import { useOutlineKeys } from './use-outline-keys.ts';
import { useOutlineRows } from './use-outline-rows.ts';
import { useOutlineSelection } from './use-outline-selection.ts';

/**
 * The workflow as a list of lines that are walked by arrow keys, read aloud in whole sentences and edited where they stand.
 * What is selected is what the session has selected; every act is a command that the canvas has, too.
 */
export function Outline() {
  const designer = useDesigner();
  const isReadOnly = useDesignerState((state) => state.isReadOnly);
  const rows = useOutlineRows();
  const frame = useRef<HTMLDivElement>(null);
  const [renaming, setRenaming] = useState<string>();
  const [typed] = useState(createTyped);
  const { selectedKeys, select } = useOutlineSelection();
  const { expandedKeys, setExpanded, onTree, handle } = useOutlineHandle({ rows, isReadOnly, onRename: setRenaming });
  const keys = useOutlineKeys({ frame, handle, selectedKeys });

  const lines = useMemo(() => ({ renaming, typed, onTree, onRenamed: () => { setRenaming(undefined); } }), [renaming, typed, onTree]);
  useRenames((ids) => { setRenaming((key) => (key === undefined ? undefined : placeAfter(ids, key))); });

  useEffect(() => {
    const [first] = selectedKeys;
    if (first !== undefined) handle.look(first);
  }, [handle, selectedKeys]);

  return (
    <div ref={frame} data-designer-area className={styles['outline']} {...keys}>
      <div className={styles['head']}>
        {!isReadOnly && (
          <Toolbar aria-label={outlineWords.acts} className={classNames(styles['acts'])}>
            <CommandButton command="outline.add" icon="plus" />
            <CommandButton command="outline.connect" icon="link" />
            <CommandButton command="outline.rename" icon="edit" />
            <CommandButton command="canvas.delete" icon="trash" />
          </Toolbar>
        )}
        <p className={styles['hint']}>{outlineWords.hint}</p>
      </div>
      <OutlineLines value={lines}>
      <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: 28 }}>
        <Tree
          aria-label={outlineWords.label}
          items={rows}
          className={classNames(styles['tree'])}
          selectionMode="multiple"
          selectionBehavior="replace"
          keyboardNavigationBehavior="tab"
          selectedKeys={selectedKeys}
          onSelectionChange={(chosen: AriaSelection) => { select(chosen); }}
          expandedKeys={expandedKeys}
          onExpandedChange={setExpanded}
          onAction={(key) => { handle.act(String(key), designer); }}
          renderEmptyState={() => <EmptyState icon="workflow" title={outlineWords.empty.title} text={outlineWords.empty.text} />}
        >
          {(row) => <OutlineItem row={row} />}
        </Tree>
      </Virtualizer>
      </OutlineLines>
    </div>
  );
}
