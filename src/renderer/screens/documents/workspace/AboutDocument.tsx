import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Ago } from '../../../components/Ago.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { Failure } from '../../../components/Failure.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { byteWords } from '../../../components/time-words.ts';
import { documentWords, workspaceWords } from '../../../strings/documents.ts';
import { DependantList } from '../acts/DependantList.tsx';
import { shownTags } from '../acts/tag-words.ts';
import styles from './panel.module.css';

const words = workspaceWords.about;

/** Facts of a document, and the workflows that use it. */
export function AboutDocument({ entry }: { readonly entry: DocumentEntry }) {
  const queries = useQueries();
  const schema = useQuery(queries.docs.get.queryOptions({ input: { id: entry.schema ?? '' }, enabled: entry.schema !== undefined }));
  return (
    <>
      <dl className={styles['facts']}>
        <Fact name={documentWords.fields.role}>{documentWords.role[entry.role]}</Fact>
        <Fact name={documentWords.columns.size}>{byteWords(entry.bytes)}</Fact>
        <Fact name={words.modified}>
          <Ago at={entry.modifiedAt} /> · {entry.modifiedBy}
        </Fact>
        <Fact name={words.created}>
          <Ago at={entry.createdAt} />
        </Fact>
        <Fact name={words.reads}>{entry.usage === 0 ? words.neverRead : documentWords.reads(entry.usage)}</Fact>
        {entry.tags.length > 0 && <Fact name={documentWords.fields.tags}>{shownTags(entry.tags)}</Fact>}
        {entry.schema !== undefined && (
          <Fact name={documentWords.fields.schema}>
            <Link to="/documents/$id" params={{ id: entry.schema }}>
              {schema.data?.entry.title ?? entry.schema}
            </Link>
          </Fact>
        )}
        <Fact name={words.id}>
          <code>{entry.id}</code>
        </Fact>
        <Fact name={words.hash}>
          <code>{entry.sha256}</code>
        </Fact>
      </dl>
      <h3>{workspaceWords.dependants.title}</h3>
      <Dependants id={entry.id} />
      <CommandLine command={commandWords(['docs', 'revalidate', entry.id])} />
    </>
  );
}

function Dependants({ id }: { readonly id: string }) {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.docs.revalidate.queryOptions({ input: { id } }));
  if (error !== null) return <Failure error={error} title={workspaceWords.dependants.cannot} onRetry={() => void refetch()} isInline />;
  if (data === undefined) return <Skeleton />;
  return data.dependants.length === 0 ? <p>{workspaceWords.dependants.none}</p> : <DependantList dependants={data.dependants} />;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
