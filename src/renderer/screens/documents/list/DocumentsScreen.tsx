import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { Page } from '../../../components/Page.tsx';
import { SearchInput } from '../../../components/SearchInput.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useFollowChanges } from '../../../state/use-follow-changes.ts';
import { documentWords as words } from '../../../strings/documents.ts';
import { CreateDialog } from '../acts/CreateDialog.tsx';
import { ImportButton } from '../acts/ImportButton.tsx';
import { OpenDocuments } from '../workspace/OpenDocuments.tsx';
import { documentAreas } from '../document-areas.ts';
import { ChosenBar } from './ChosenBar.tsx';
import { DocumentFilters, type Filters, noFilters } from './DocumentFilters.tsx';
import styles from './DocumentsScreen.module.css';
import { DocumentTable } from './DocumentTable.tsx';
import { StockTemplates } from './StockTemplates.tsx';

type Role = DocumentEntry['role'];

/** Every document of the registry, the last changed first. */
export function DocumentsScreen() {
  return <RegistryScreen key="document" kind="document" />;
}

/** The library of templates. */
export function TemplatesScreen() {
  return <RegistryScreen key="template" kind="template" />;
}

function RegistryScreen({ kind: role }: { readonly kind: Role }) {
  const queries = useQueries();
  const [search, setSearch] = useState('');
  const [filters, setFilters] = useState<Filters>(noFilters);
  const [isCreating, setIsCreating] = useState(false);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const text = useDeferredValue(search.trim());
  const said = { role, ...(text === '' ? {} : { text }), ...filters };
  useFollowChanges({ of: documentAreas, again: queries.docs.key() });
  const pages = useInfiniteQuery(
    queries.docs.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...said, limit: 50, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
      placeholderData: (before) => before,
    }),
  );
  const rows = pages.data?.pages.flatMap((page) => page.items);
  // What is out of sight is not acted upon.
  const chosen = new Set((rows ?? []).map(({ id }) => id).filter((id) => marked.has(id)));
  const isNarrowed = Object.keys(said).length > 1;
  const create = (): void => {
    setIsCreating(true);
  };
  const clear = (): void => {
    setSearch('');
    setFilters(noFilters);
  };

  return (
    <Page
      title={role === 'document' ? words.title : words.templates}
      actions={
        <>
          <SearchInput label={words.search} value={search} onChange={setSearch} />
          <ImportButton role={role} />
          <Button look="primary" onPress={create}>
            {role === 'document' ? words.create : words.createTemplate}
          </Button>
        </>
      }
    >
      <div className={styles['bar']}>
        <RoleTabs />
        <DocumentFilters filters={filters} rows={rows ?? []} onChange={setFilters} />
      </div>
      <OpenDocuments />
      {pages.error !== null && rows === undefined && <Failure error={pages.error} title={words.cannotList} onRetry={() => void pages.refetch()} />}
      {rows === undefined && pages.error === null && <Skeleton count={6} />}
      {rows?.length === 0 && (isNarrowed ? <NothingMatches onClear={clear} /> : <NoneYet role={role} onCreate={create} />)}
      {chosen.size > 0 && (
        <ChosenBar
          ids={[...chosen]}
          onClear={() => {
            setMarked(new Set());
          }}
        />
      )}
      {rows !== undefined && rows.length > 0 && <DocumentTable documents={rows} chosen={chosen} onChoose={setMarked} />}
      {pages.hasNextPage && (
        <div>
          <Button look="quiet" isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
      {role === 'template' && <StockTemplates />}
      {rows !== undefined && (
        <div className={styles['cli']}>
          <CommandLine command={commandWords(['docs', 'list'], said)} />
        </div>
      )}
      {isCreating && (
        <CreateDialog
          role={role}
          onClose={() => {
            setIsCreating(false);
          }}
        />
      )}
    </Page>
  );
}

function RoleTabs() {
  // The link of the page it is on marks itself.
  const at = { className: styles['role'], activeOptions: { exact: true } };
  return (
    <nav aria-label={words.roles.label} className={styles['roles']}>
      <Link to="/documents" {...at}>
        {words.roles.document}
      </Link>
      <Link to="/documents/templates" {...at}>
        {words.roles.template}
      </Link>
    </nav>
  );
}

function NoneYet({ role, onCreate }: { readonly role: Role; readonly onCreate: () => void }) {
  const empty = words.empty[role];
  return (
    <EmptyState icon="file" title={empty.title} text={empty.text}>
      <Button look="primary" onPress={onCreate}>
        {empty.action}
      </Button>
    </EmptyState>
  );
}

function NothingMatches({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState icon="search" title={words.noMatch.title} text={words.noMatch.text}>
      <Button onPress={onClear}>{words.noMatch.action}</Button>
    </EmptyState>
  );
}
