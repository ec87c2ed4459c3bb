import { type ReactNode, useRef } from 'react';
import { classNames } from '../../../components/class-names.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { Fold } from '../rows/Fold.tsx';
import { ScopeTree } from '../scope/ScopeTree.tsx';
import { useScope } from '../scope/use-scope.ts';
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
  const isWide = useWidth(root) >= wide;
  const words = inspectorWords.panes;
  return (
    <div ref={root} className={classNames(styles['panes'], isWide && styles['wide'], isWide && output !== undefined && styles['three'])}>
      {isWide && <section aria-label={words.input} className={styles['side']}><h3>{words.input}</h3><Input scope={scope} /></section>}
      <div className={styles['middle']}>{children}</div>
      {isWide && output !== undefined && <section aria-label={words.output} className={styles['side']}><h3>{words.output}</h3>{output}</section>}
      {!isWide && (
        <div className={styles['folds']}>
          <Fold title={words.input}><Input scope={scope} /></Fold>
          {output !== undefined && <Fold title={words.output}>{output}</Fold>}
        </div>
      )}
    </div>
  );
}

function Input({ scope }: { readonly scope: string }) {
  const { entries } = useScope(scope);
  return <ScopeTree label={inspectorWords.panes.input} entries={entries} none={inspectorWords.panes.noInput} />;
}
