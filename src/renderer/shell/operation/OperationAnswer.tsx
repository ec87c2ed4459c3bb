import type { OperationFacts } from '../../../core/domain/operations/define-operation.ts';
import { Icon } from '../../components/Icon.tsx';
import { JsonView } from '../../components/JsonView.tsx';
import { paletteWords } from '../../strings/palette.ts';
import styles from './OperationDialog.module.css';
import { mostLines, type OperationState } from './use-operation.ts';

const words = paletteWords.operation;

/** What an operation answered, or tells while it goes on. */
export function OperationAnswer({ facts, state }: { readonly facts: Pick<OperationFacts, 'kind' | 'summary'>; readonly state: OperationState }) {
  const { status, answer, lines, count } = state;
  const isStream = facts.kind === 'stream';
  return (
    <div className={styles['answer']}>
      <p role="status" className={styles['said']}>
        {status === 'done' && !isStream && (
          <>
            <Icon name="check" size="small" /> {words.done(facts.summary)}
          </>
        )}
        {isStream && status !== 'ready' && (count === 0 ? status === 'done' && words.nothing : words.lines(count))}
      </p>
      {count > mostLines && <p className={styles['caption']}>{words.onlyLast(mostLines)}</p>}
      {isStream && lines.length > 0 && <JsonView value={lines.map((line) => JSON.stringify(line)).join('\n')} label={words.answer} />}
      {!isStream && answer !== undefined && <JsonView value={answer} label={words.answer} />}
    </div>
  );
}
