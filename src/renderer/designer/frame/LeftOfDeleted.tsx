import { useEffect, useState } from 'react';
import { useClient } from '../../client/ClientProvider.tsx';
import { dataPlace } from '../../client/data-place.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { fullTime } from '../../components/time-words.ts';
import { sayFailed } from '../../components/toasts.ts';
import { saveBytes } from '../../console/save-bytes.ts';
import { designerWords } from '../../strings/designer.ts';
import { textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { type EditJournal, replayed } from '../session/journal-entry.ts';
import { forgetJournal, journalsOfDeleted } from '../session/journal-shelf.ts';
import { KeepElsewhere } from './KeepElsewhere.tsx';
import styles from './Notices.module.css';

const words = designerWords.gone;

/** What closed windows left of workflows that are deleted: each can be made a new one, downloaded or discarded. */
export function LeftOfDeleted() {
  const client = useClient();
  const [journals, setJournals] = useState<readonly EditJournal[]>([]);
  useEffect(() => {
    const find = async (): Promise<readonly EditJournal[]> => journalsOfDeleted(async () => dataPlace(client), new Set((await client.workflows.list({})).items.map(({ id }) => id)));
    find().then(setJournals, (error: unknown) => {
      sayFailed(designerWords.recovery.cannotLook, error);
    });
  }, [client]);
  const forget = async (journal: EditJournal): Promise<void> => {
    await forgetJournal(async () => dataPlace(client), journal);
    setJournals((before) => before.filter((each) => each !== journal));
  };
  // What stood in the source is in no workflow: it goes nowhere without a file of its own.
  const keptElsewhere = async (journal: EditJournal): Promise<void> => {
    saveSource(journal);
    await forget(journal);
  };
  return journals.map((journal) => (
    <div key={journal.windowId} role="status" className={styles['notice']} data-tone="warn">
      <Icon name="clock" />
      <p>
        <strong>{words.left(textIn(replayed(journal), 'name') ?? '')}.</strong> {words.leftText(fullTime(journal.keptAt))}
      </p>
      {(journal.entries.length > 0 || journal.source === undefined) && <KeepElsewhere definition={replayed(journal)} onKept={async () => keptElsewhere(journal)} />}
      {journal.source !== undefined && <Button size="small" onPress={() => { saveSource(journal); }}>{words.downloadSource}</Button>}
      <Button size="small" onPress={() => void forget(journal)}>
        {words.discard}
      </Button>
    </div>
  ));
}

function saveSource(journal: EditJournal): void {
  if (journal.source === undefined) return;
  saveBytes({ name: `${textIn(journal.base, 'name') ?? 'workflow'}.source.txt`, mediaType: 'text/plain' }, journal.source.text);
}
