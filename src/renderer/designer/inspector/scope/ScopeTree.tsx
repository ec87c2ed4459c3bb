import { useMemo, useState } from 'react';
import { Button as AriaButton, Collection, Tree, TreeItem, TreeItemContent } from 'react-aria-components';
import { classNames } from '../../../components/class-names.ts';
import { Icon } from '../../../components/Icon.tsx';
import { SearchInput } from '../../../components/SearchInput.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useDesigner } from '../../session/DesignerProvider.tsx';
import { useInsertTarget } from '../text/insert-target.tsx';
import { shownValue } from '../text/ValuePreview.tsx';
import { pathType } from './path-drag.ts';
import type { ScopeEntry } from './scope-entry.ts';
import { type ScopeBranch, scopeTree } from './scope-tree.ts';
import styles from './scope.module.css';

export interface ScopeTreeProps {
  readonly label: string;
  readonly entries: readonly ScopeEntry[];
  readonly none: string;
}

const manyEntries = 12;

/** What may be read, with who writes it and what it was last. A line is dragged into an expression, or put there by Enter. */
export function ScopeTree({ label, entries, none }: ScopeTreeProps) {
  const { view } = useDesigner();
  const target = useInsertTarget();
  const [search, setSearch] = useState('');
  const tree = useMemo(() => scopeTree(entries, search), [entries, search]);
  // A few lines are seen at once; of many only what stands outermost.
  const openFirst = useMemo(() => (entries.length <= manyEntries || search !== '' ? allPaths(tree) : tree.flatMap(({ path, inner }) => [path, ...(path === 'nodes' ? inner.map((each) => each.path) : [])])), [entries, tree, search]);
  const words = inspectorWords.scope;
  const insert = (path: string): void => {
    const isPut = target.insert(path);
    view.announce(isPut ? words.inserted(path) : words.noTarget);
  };
  if (entries.length === 0) return <p className={styles['none']}>{none}</p>;
  return (
    <div className={styles['scope']}>
      {entries.length > manyEntries && <SearchInput label={words.search} value={search} onChange={setSearch} />}
      <Tree key={search === '' ? 'all' : 'found'} aria-label={label} className={classNames(styles['tree'])} items={tree} defaultExpandedKeys={openFirst} onAction={(key) => { insert(String(key)); }} renderEmptyState={() => <p className={styles['none']}>{words.noMatch}</p>}>
        {(branch) => <Branch id={branch.path} branch={branch} />}
      </Tree>
    </div>
  );
}

interface BranchProps {
  /** By it the list tells its items apart when others take their places. */
  readonly id: string;
  readonly branch: ScopeBranch;
}

function Branch({ id, branch }: BranchProps) {
  const { name, path, entry, from, inner } = branch;
  const words = inspectorWords.scope;
  const sample = entry?.samples[0];
  return (
    <TreeItem id={id} textValue={path} className={classNames(styles['item'])}>
      <TreeItemContent>
        <div className={styles['row']}>
        {inner.length > 0 ? <AriaButton slot="chevron" className={classNames(styles['chevron'])} aria-label={words.fold(name)}><Icon name="chevron" size="small" /></AriaButton> : <span className={styles['chevron']} />}
        {/* Dragged by pointer; by keyboard Enter puts the path where the cursor was. */}
        <span
          className={styles['line']}
          draggable
          title={entry === undefined ? path : `${path}\n${entry.from}`}
          onDragStart={(event) => {
            event.dataTransfer.setData(pathType, path);
            event.dataTransfer.setData('text/plain', path);
            event.dataTransfer.effectAllowed = 'copy';
          }}
        >
          <code className={styles['name']}>{name}</code>
          {entry !== undefined && <span className={styles['type']}>{entry.type}</span>}
          {entry?.isSensitive === true && <span className={styles['mark']}><Icon name="lock" size="small" /><span className="visually-hidden">{words.sensitive}</span></span>}
          {entry !== undefined && !entry.isCertain && <span className={styles['perhaps']}>{words.notAlways}</span>}
          {sample !== undefined && inner.length === 0 && <span className={styles['sample']}>{shownValue(sample.value)}</span>}
          {from !== undefined && <span className={styles['from']}>{from}</span>}
        </span>
        </div>
      </TreeItemContent>
      <Collection items={inner}>{(each) => <Branch id={each.path} branch={each} />}</Collection>
    </TreeItem>
  );
}

function allPaths(tree: readonly ScopeBranch[]): readonly string[] {
  return tree.flatMap(({ path, inner }) => [path, ...allPaths(inner)]);
}
