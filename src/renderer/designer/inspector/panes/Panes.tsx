import { type ReactNode, useRef, useSyncExternalStore } from 'react';
import { findNode, idOf, listIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import { classNames } from '../../../components/class-names.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useDesignerState } from '../../session/DesignerProvider.tsx';
import { Fold } from '../rows/Fold.tsx';
import { ScopeTree } from '../scope/ScopeTree.tsx';
import { useScope } from '../scope/use-scope.ts';
import { useInsertTarget } from '../text/insert-target.tsx';
import styles from './panes.module.css';
import { useWidth } from './use-width.ts';

export interface PanesProps {
  /** Whose input is shown: a node or a transition. */
  readonly scope: string;
  /** What it leaves; absent of what leaves nothing. */
  readonly output?: ReactNode;
  readonly children: ReactNode;
}

/** From here on input, parameters and output stand side by side. */
const wide = 640;

/** What may be read, what is set, what is left: side by side where there is room, else below each other and folded. */
export function Panes({ scope, output, children }: PanesProps) {
  const root = useRef<HTMLDivElement>(null);
  const read = useReadPlace(scope);
  const isWide = useWidth(root) >= wide;
  const words = inspectorWords.panes;
  return (
    <div ref={root} className={classNames(styles['panes'], isWide && styles['wide'], isWide && output !== undefined && styles['three'])}>
      {isWide && <section aria-label={words.input} className={styles['side']}><h3>{words.input}</h3><Input scope={read} /></section>}
      <div className={styles['middle']}>{children}</div>
      {isWide && output !== undefined && <section aria-label={words.output} className={styles['side']}><h3>{words.output}</h3>{output}</section>}
      {!isWide && (
        <div className={styles['folds']}>
          <Fold title={words.input}><Input scope={read} /></Fold>
          {output !== undefined && <Fold title={words.output}>{output}</Fold>}
        </div>
      )}
    </div>
  );
}

/** What is read by the field that had the focus last; before, by the first thing that is done there. */
function useReadPlace(of: string): string {
  const target = useInsertTarget();
  const focused = useSyncExternalStore(target.watch, target.scope);
  const first = useDesignerState(({ definition }) => {
    const [noun, id = ''] = of.split('.');
    const [step] = noun === 'nodes' ? listIn(findNode(definition, id) ?? {}, 'entry') : [];
    return step === undefined ? of : `${of}.actions.${idOf(step)}`;
  });
  return focused === of || focused?.startsWith(`${of}.`) === true ? focused : first;
}

function Input({ scope }: { readonly scope: string }) {
  const { entries } = useScope(scope);
  return <ScopeTree label={inspectorWords.panes.input} entries={entries} none={inspectorWords.panes.noInput} />;
}
