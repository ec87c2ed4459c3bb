import { useEffect, useState } from 'react';
import { useClient } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { fullTime } from '../../components/time-words.ts';
import { sayFailed } from '../../components/toasts.ts';
import { designerWords } from '../../strings/designer.ts';
import { textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { type EditJournal, replayed } from '../session/journal-entry.ts';
import { forgetJournal, journalsOfDeleted } from '../session/journal-shelf.ts';
import { KeepElsewhere } from './KeepElsewhere.tsx';
import styles from './Notices.module.css';

const words = designerWords.gone;

/** What closed windows left of workflows that are deleted: each can be made a new one, downloaded or discarded. */
export function LeftOfDeleted() {
  const { workflows } = useClient();
  const [journals, setJournals] = useState<readonly EditJournal[]>([]);
  useEffect(() => {
    const find = async (): Promise<readonly EditJournal[]> => journalsOfDeleted(new Set((await workflows.list({})).items.map(({ id }) => id)));
    find().then(setJournals, (error: unknown) => {
      sayFailed(designerWords.recovery.cannotLook, error);
    });
  }, [workflows]);
  const forget = async (journal: EditJournal): Promise<void> => {
    await forgetJournal(journal);
    setJournals((before) => before.filter((each) => each !== journal));
  };
  return journals.map((journal) => (
    <div key={journal.windowId} role="status" className={styles['notice']} data-tone="warn">
      <Icon name="clock" />
      <p>
        <strong>{words.left(textIn(replayed(journal), 'name') ?? '')}.</strong> {words.leftText(fullTime(journal.keptAt))}
      </p>
      <KeepElsewhere definition={replayed(journal)} onKept={async () => forget(journal)} />
      <Button size="small" onPress={() => void forget(journal)}>
        {words.discard}
      </Button>
    </div>
  ));
}
