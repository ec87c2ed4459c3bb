import { useState, useSyncExternalStore } from 'react';
import { Toolbar } from 'react-aria-components';
import { textScale } from '../../canvas/text-scale.ts';
import { classNames } from '../../components/class-names.ts';
import { kindWords } from '../../strings/designer-outline.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { IconButton } from '../../components/Button.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import { addKind } from './add-kind.ts';
import { KindButton } from './KindButton.tsx';
import styles from './KindPalette.module.css';
import { type KindGroup, kindsMatching, kindsToAdd } from './kinds-to-add.ts';
import { useCatalogue } from './use-catalogue.ts';

const groups: readonly KindGroup[] = ['steps', 'bodies', 'ready'];
/** Fewer are found by looking. */
const searchAbove = 8;
const storageKey = 'aiwm.designer.palette';
/** In narrower windows, or with larger words, it keeps its drawings only until somebody opens it there: there would be no room left for the canvas. */
const wideFrom = 1100;

/** What can be added to the workflow: a click or Enter adds it after the selected node, dragging puts it anywhere on the canvas. One stop of Tab; arrows walk the kinds. */
export function KindPalette() {
  const { session, view } = useDesigner();
  const isReadOnly = useDesignerState((state) => state.isReadOnly);
  const catalogue = useCatalogue();
  const [typed, setTyped] = useState('');
  const { isNarrow, fold } = useFold();
  const all = kindsToAdd(catalogue);
  const found = isNarrow ? all : kindsMatching(all, typed);
  return (
    <section aria-label={kindWords.label} className={styles['palette']} data-narrow={isNarrow || undefined}>
      <header className={styles['head']}>
        {!isNarrow && all.length > searchAbove && <SearchInput label={kindWords.search} value={typed} onChange={setTyped} />}
        {isNarrow && !isReadOnly && <IconButton icon="search" label={kindWords.find} onPress={() => { view.set({ dialog: { name: 'add_node' } }); }} />}
        <IconButton icon={isNarrow ? 'chevron' : 'chevronLeft'} label={isNarrow ? kindWords.expand : kindWords.collapse} onPress={fold} />
      </header>
      <Toolbar orientation="vertical" aria-label={kindWords.label} className={classNames(styles['list'])}>
        {found.length === 0 && typed !== '' && <EmptyState icon="search" title={kindWords.none.title} text={kindWords.none.text} />}
        {groups.map((group) => {
          const kinds = found.filter((kind) => kind.group === group);
          if (kinds.length === 0) return undefined;
          return (
            <section key={group} aria-label={kindWords.groups[group]} className={styles['group']}>
              {!isNarrow && <h2>{kindWords.groups[group]}</h2>}
              <ul>
                {kinds.map((kind) => (
                  <li key={kind.kind}>
                    <KindButton kind={kind} isNarrow={isNarrow} isDisabled={isReadOnly} onAdd={() => { addKind({ session, view }, catalogue, { kind: kind.kind }); }} />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </Toolbar>
    </section>
  );
}

/** As it was left where there is room for both; elsewhere it is open only for as long as somebody wants it so. */
function useFold(): { readonly isNarrow: boolean; readonly fold: () => void } {
  const isTight = useSyncExternalStore(onResize, () => innerWidth < wideFrom * textScale());
  const [isFolded, setIsFolded] = useState(() => localStorage.getItem(storageKey) === 'narrow');
  const [isOpenHere, setIsOpenHere] = useState(false);
  if (!isTight && isOpenHere) setIsOpenHere(false);
  return {
    isNarrow: isTight ? !isOpenHere : isFolded,
    fold() {
      if (isTight) {
        setIsOpenHere(!isOpenHere);
        return;
      }
      localStorage.setItem(storageKey, isFolded ? 'wide' : 'narrow');
      setIsFolded(!isFolded);
    },
  };
}

function onResize(listener: () => void): () => void {
  addEventListener('resize', listener);
  return () => { removeEventListener('resize', listener); };
}
