import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChangesAnswer } from '../../../core/domain/operations/runs-changes.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Failure } from '../../components/Failure.tsx';
import { CheckboxInput } from '../../components/fields/CheckboxInput.tsx';
import { Icon } from '../../components/Icon.tsx';
import { runOutWords } from '../../strings/console-acts.ts';
import styles from './acts.module.css';

const words = runOutWords.changed;

interface Changes {
  /** One sentence for each; absent until the host has said. */
  readonly sentences: readonly string[] | undefined;
  /** A version of the workflow that was published since. */
  readonly newest: number | undefined;
  readonly error: unknown;
  readonly isConfirmed: boolean;
  /** Nothing is begun before it is known what has changed, and confirmed. */
  readonly isHolding: boolean;
  readonly confirm: (isConfirmed: boolean) => void;
}

/** What a run made or asked that is another now. It is confirmed before the run is begun again. */
export function useChanges(id: string): Changes {
  const queries = useQueries();
  const { data, error } = useQuery(queries.runs.changes.queryOptions({ input: { id }, staleTime: 0, gcTime: 0 }));
  const [isConfirmed, confirm] = useState(false);
  const sentences = data === undefined ? undefined : sentencesOf(data);
  return { sentences, newest: data?.workflow?.newest, error, isConfirmed, confirm, isHolding: error === null && (sentences === undefined || (sentences.length > 0 && !isConfirmed)) };
}

export function ChangesSince({ changes: { sentences, error, isConfirmed, confirm } }: { readonly changes: Changes }) {
  if (error !== null) return <Failure error={error} title={words.cannotShow} isInline />;
  if (sentences === undefined) return null;
  if (sentences.length === 0) return <p className={styles['soft']}>{words.none}</p>;
  return (
    <section aria-label={words.title} className={styles['warning']}>
      <Icon name="alert" />
      <div className={styles['body']}>
        <strong>{words.title}</strong>
        <ul className={styles['entries']}>{sentences.map((sentence) => <li key={sentence}>{sentence}.</li>)}</ul>
        <CheckboxInput label={words.confirm} isRequired value={isConfirmed} onChange={confirm} />
      </div>
    </section>
  );
}

function sentencesOf({ documents, connectors, asked, workflow }: ChangesAnswer): readonly string[] {
  const states = { changed: words.document, gone: words.gone, unread: words.unread };
  return [
    ...documents.map(({ path, state }) => states[state](path)),
    ...connectors.map(words.connector),
    ...new Set(asked.map(({ connector, model, now }) => (now.state !== undefined ? words.unready[now.state](now.connector) : now.connector === connector ? words.model(connector, model, now.model ?? '') : words.other(connector, now.connector)))),
    ...(workflow === undefined ? [] : [words.moved(workflow.followed === undefined ? words.draft : runOutWords.replay.version(workflow.followed), workflow.newest)]),
  ];
}
