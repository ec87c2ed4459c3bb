import { useEffect, useState } from 'react';
import { reachHost } from '../client/connect.ts';
import { awaitLink, codeInAddress, keepPlace } from '../client/session.ts';
import { awaitSession } from '../client/shared-session.ts';
import { Button } from '../components/Button.tsx';
import { commandWords } from '../../core/domain/model/command-line.ts';
import { CommandLine } from '../components/CommandLine.tsx';
import { TextInput } from '../components/fields/TextInput.tsx';
import { Toasts } from '../components/Toasts.tsx';
import { pauseFor } from '../state/pause-for.ts';
import { placeOnPage } from '../state/place-on-page.ts';
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
    awaitSession(gone.signal);
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
        <CommandLine command={why === 'signedOut' ? commandHere() : words.command} />
        {why === 'signedOut' && <LinkField />}
      </div>
      <Toasts />
    </main>
  );
}

/** The command whose link leads to what this address names. */
function commandHere(): string {
  const place = placeOnPage(location.hash.slice(1));
  if (place === undefined) return shellWords.signedOut.command;
  const { noun, id, ...flags } = place;
  return commandWords(['open', noun, id], flags);
}

/** For windows that links of other programs do not open in, such as an installed one. */
function LinkField() {
  const [link, setLink] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const { label, help, action, wrong } = shellWords.signedOut.link;
  return (
    <form
      className={styles['link']}
      onSubmit={(event) => {
        event.preventDefault();
        const code = URL.canParse(link.trim()) ? codeInAddress(new URL(link.trim()).hash) : undefined;
        setIsWrong(code === undefined);
        if (code === undefined) return;
        keepPlace();
        location.hash = `#code=${encodeURIComponent(code)}`;
      }}
    >
      <TextInput label={label} help={help} value={link} error={isWrong ? wrong : undefined} onChange={setLink} />
      <Button type="submit">{action}</Button>
    </form>
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
