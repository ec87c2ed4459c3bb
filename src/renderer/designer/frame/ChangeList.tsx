import type { DefinitionChangeView } from '../../../core/domain/operations/workflows.ts';
import { StatusChip, type StatusLook } from '../../components/StatusChip.tsx';
import { designerWords } from '../../strings/designer.ts';
import styles from './PublishDialog.module.css';

const { kinds } = designerWords.publish;
const changeLooks: Readonly<Record<DefinitionChangeView['kind'], StatusLook>> = {
  added: { label: kinds.added, tone: 'good', icon: 'plus' },
  removed: { label: kinds.removed, tone: 'bad', icon: 'minus' },
  changed: { label: kinds.changed, tone: 'live', icon: 'sort' },
  moved: { label: kinds.moved, tone: 'calm', icon: 'sort' },
};

/** What differs between two definitions, a line each. */
export function ChangeList({ changes }: { readonly changes: readonly DefinitionChangeView[] }) {
  return (
    <ul className={styles['changes']}>
      {changes.map(({ kind, where, field, text }) => (
        <li key={`${kind} ${where} ${field ?? ''} ${text}`}>
          <StatusChip look={changeLooks[kind]} isBare /> {text}
        </li>
      ))}
    </ul>
  );
}
