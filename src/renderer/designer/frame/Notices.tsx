import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { copyText } from '../../client/copy-text.ts';
import { fullTime } from '../../components/time-words.ts';
import { sayDone, sayFailed, toastQueue } from '../../components/toasts.ts';
import { designerWords } from '../../strings/designer.ts';
import type { OpenSession } from '../session/create-designer-session.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import { actsIn } from '../session/journal-acts.ts';
import type { DesignerView } from '../session/designer-view.ts';
import type { EditJournal } from '../session/journal-entry.ts';
import { GoneNotice } from './GoneNotice.tsx';
import { LifecycleNotice } from './LifecycleNotice.tsx';
import styles from './Notices.module.css';

interface NoticesProps {
  readonly session: OpenSession;
  readonly version: number | undefined;
}

/** What stands between a person and the draft: an earlier version is read, edits were left behind, somebody else changed it. */
export function Notices({ session, version }: NoticesProps) {
  const status = useDesignerState((state) => state.saving.status);
  return (
    <>
      {status !== 'gone' && <LifecycleNotice />}
      {version !== undefined && <ReadingVersion version={version} />}
      {status === 'conflict' && <Conflict />}
      <LostText />
      {status === 'gone' && <GoneNotice session={session} />}
      {version === undefined && status !== 'gone' && <LeftBehind session={session} />}
    </>
  );
}

function ReadingVersion({ version }: { readonly version: number }) {
  const { slug } = useDesignerState((state) => state.workflow);
  const navigate = useNavigate();
  return (
    <div role="status" className={styles['notice']}>
      <Icon name="lock" />
      <p>{designerWords.readOnly.text(version)}</p>
      <Button size="small" onPress={() => void navigate({ to: '/workflows/$id', params: { id: slug } })}>
        {designerWords.readOnly.action}
      </Button>
    </div>
  );
}

function Conflict() {
  const { view } = useDesigner();
  const words = designerWords.conflict;
  return (
    <div role="alert" className={styles['notice']} data-tone="warn">
      <Icon name="branch" />
      <p>
        <strong>{words.title}.</strong> {words.text}
      </p>
      <Button
        size="small"
        onPress={() => {
          view.set({ dialog: { name: 'merge' } });
        }}
      >
        {words.action}
      </Button>
    </div>
  );
}

/** What was typed into a field that somebody else has taken away or written otherwise meanwhile. */
function LostText() {
  const { session } = useDesigner();
  const halfTyped = useDesignerState((state) => state.halfTyped);
  const words = designerWords.lostText;
  return [...halfTyped].filter(([, { isLost }]) => isLost === true).map(([field, { label, text }]) => (
    <div key={field} role="alert" className={styles['notice']} data-tone="warn">
      <Icon name="alert" />
      <p>
        <strong>{words.title(label)}</strong> <code>{text}</code>
      </p>
      <Button size="small" onPress={() => void copyText(text)}>{words.copy}</Button>
      <Button size="small" onPress={() => { session.keepHalfTyped(field, undefined); }}>{words.letGo}</Button>
    </div>
  ));
}

/** So many of what comes back are named; the rest is counted. */
const namedActs = 3;

function LeftBehind({ session }: { readonly session: OpenSession }) {
  const words = designerWords.recovery;
  const { view } = useDesigner();
  const [journals, setJournals] = useState<readonly EditJournal[]>([]);
  const [isPending, setIsPending] = useState(false);
  useEffect(() => {
    const left = new AbortController();
    const look = async (): Promise<void> => {
      try {
        const found = await session.leftBehind();
        if (!left.signal.aborted) setJournals(found);
      } catch (error) {
        sayFailed(words.cannotLook, error);
      }
    };
    void look();
    // Another window may have taken them meanwhile.
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') void look(); }, { signal: left.signal });
    return () => { left.abort(); };
  }, [session, words]);
  const [journal] = journals;
  const acts = useMemo(() => (journal === undefined ? [] : actsIn(journal)), [journal]);
  if (journal === undefined) return undefined;
  const settle = async (act: () => Promise<boolean>): Promise<void> => {
    setIsPending(true);
    try {
      if (await act()) setJournals((before) => before.filter((each) => each !== journal));
    } catch (error) {
      sayFailed(words.failed, error);
    } finally {
      setIsPending(false);
    }
  };
  const restore = async (): Promise<boolean> => {
    const came = await session.restore(journal);
    if (came === 'taken') {
      toastQueue.add({ tone: 'news', title: words.taken }, { timeout: 6000 });
      return true;
    }
    if (came !== 'unsaved') show(journal, view);
    if (came === 'whole') sayDone(words.restored);
    else toastQueue.add({ tone: 'bad', title: came === 'partly' ? words.partly : words.failed, detail: came === 'partly' ? words.partlyText : words.unsaved });
    return came !== 'unsaved';
  };
  const discard = async (): Promise<boolean> => {
    await session.discard(journal);
    return true;
  };
  return (
    <div role="alert" className={styles['notice']} data-tone="warn">
      <Icon name="clock" />
      <p>
        <strong>{words.title(acts.length, journal.source !== undefined)}{acts.length === 0 ? '.' : ':'}</strong> {acts.length > 0 && `${words.acts(acts.slice(0, namedActs), acts.length - Math.min(acts.length, namedActs))} `}
        {journal.source !== undefined && `${words.source} `}{journal.texts !== undefined && `${words.texts(Object.values(journal.texts).map(({ label }) => label))} `}{words.text(fullTime(journal.keptAt))}
      </p>
      <Button size="small" look="primary" isDisabled={isPending} onPress={() => void settle(restore)}>
        {words.restore}
      </Button>
      <Button size="small" isDisabled={isPending} onPress={() => void settle(discard)}>
        {words.discard}
      </Button>
    </div>
  );
}

/** Brings what came back and is not on the canvas before the person. */
function show({ source, texts = {} }: EditJournal, view: DesignerView): void {
  const [half] = Object.values(texts).filter(({ isLost }) => isLost === undefined);
  if (source !== undefined) view.set({ pane: 'source' });
  else if (half !== undefined) view.jump(half.where);
}
