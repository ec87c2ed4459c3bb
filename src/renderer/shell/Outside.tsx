import { useEffect } from 'react';
import { reachHost } from '../client/connect.ts';
import { awaitLink } from '../client/session.ts';
import { CommandLine } from '../components/CommandLine.tsx';
import { Toasts } from '../components/Toasts.tsx';
import { pauseFor } from '../state/pause-for.ts';
import { shellWords } from '../strings/shell.ts';
import styles from './Outside.module.css';

/** The page of a tab that has no host to talk to: what is missing, and the command that mends it. */
export function Outside({ why }: { readonly why: 'signedOut' | 'unreachable' }) {
  const words = shellWords[why];
  useEffect(() => {
    document.title = `${words.title} · ${shellWords.product}`;
  }, [words]);
  useEffect(() => {
    const gone = new AbortController();
    awaitLink(gone.signal);
    if (why === 'unreachable') void reloadWithHost(gone.signal);
    return () => {
      gone.abort();
    };
  }, [why]);
  return (
    <main className={styles['page']}>
      <div className={styles['box']}>
        <img src="./icon.svg" alt="" width="36" height="36" />
        <h1>{words.title}</h1>
        <p>{words.text}</p>
        <p>{words.next}</p>
        <CommandLine command={words.command} />
      </div>
      <Toasts />
    </main>
  );
}

const pause = 2000;

/** Begins anew as soon as a host answers. */
async function reloadWithHost(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pauseFor(pause, signal);
    const isThere = await reachHost().then(() => true, () => false);
    if (isThere && !signal.aborted) location.reload();
  }
}
