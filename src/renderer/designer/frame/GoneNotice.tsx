import { Icon } from '../../components/Icon.tsx';
import { designerWords } from '../../strings/designer.ts';
import { personName } from '../history/person-name.ts';
import type { OpenSession } from '../session/create-designer-session.ts';
import { useDesignerState } from '../session/DesignerProvider.tsx';
import { KeepElsewhere } from './KeepElsewhere.tsx';
import styles from './Notices.module.css';

const words = designerWords.gone;

/** Says that the workflow was deleted elsewhere, and lets a person keep what is on the screen. */
export function GoneNotice({ session }: { readonly session: OpenSession }) {
  const saving = useDesignerState((state) => state.saving);
  const definition = useDesignerState((state) => state.definition);
  const by = saving.status === 'gone' ? saving.by : undefined;
  return (
    <div role="alert" className={styles['notice']} data-tone="warn">
      <Icon name="alert" />
      <p>
        <strong>{words.title(by === undefined ? undefined : by === 'user:local' ? words.you : personName(by))}.</strong> {words.text}
      </p>
      <KeepElsewhere definition={definition} onKept={session.abandon} />
    </div>
  );
}
