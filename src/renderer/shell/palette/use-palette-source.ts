import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { searchKinds } from '../../../core/domain/operations/search.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { operationWordsQuery } from '../../state/contract-words.ts';
import { useOfferedCommands } from '../../state/offered-commands.ts';
import { useWorkflows } from '../../state/use-workflows.ts';
import { paletteWords as words } from '../../strings/palette.ts';
import { commandEntry, operationEntry, workflowEntries } from '../palette-entries.ts';
import type { PaletteSource } from './palette-groups.ts';
import { recentEntries } from './recent-entries.ts';
import { kindsOf, readTyped } from './scopes.ts';

export interface PaletteState {
  readonly source: PaletteSource;
  /** The host is asked, and has not answered for what stands in the field. */
  readonly isLooking: boolean;
  /** The host could not be asked. */
  readonly isFailed: boolean;
  readonly hasMore: boolean;
}

const everywhere = searchKinds.filter((kind) => kind !== 'workflow');

/** What the palette shows entries of: what is known here at once, and what the host finds while one types. */
export function usePaletteSource(line: string): PaletteState {
  const queries = useQueries();
  const [recent] = useState(recentEntries);
  const workflows = useWorkflows();
  const operations = useQuery(operationWordsQuery);
  const offered = useOfferedCommands();
  const { scope, text, begun } = readTyped(useDeferredValue(line));
  const kinds = scope === undefined ? everywhere : kindsOf[scope];
  const isAsked = begun === undefined && kinds.length > 0 && (scope !== undefined || text !== '');
  const sought = withoutVerb(text);
  const found = useQuery(queries.search.find.queryOptions({ input: { text: sought.slice(0, 200), in: [...kinds], limit: scope === undefined ? 6 : 60 }, enabled: isAsked, placeholderData: keepPreviousData, staleTime: 2000, retry: false }));
  const source = useMemo(
    (): PaletteSource => ({
      recent,
      commands: [...Map.groupBy(offered, ({ group }) => group)].map(([title, commands]) => ({ id: `commands ${title}`, title, entries: commands.map(commandEntry) })),
      workflows: (workflows.data?.items ?? []).flatMap(workflowEntries),
      operations: (operations.data ?? []).map(operationEntry),
      found: isAsked ? (found.data?.items ?? []).filter(({ kind }) => kinds.includes(kind)) : [],
    }),
    [recent, offered, workflows.data, operations.data, isAsked, found.data, kinds],
  );
  return { source, isLooking: isAsked && found.isFetching, isFailed: isAsked && found.isError, hasMore: isAsked && scope !== undefined && (found.data?.more.length ?? 0) > 0 };
}

/** "Open report" looks for a report. */
function withoutVerb(text: string): string {
  const [first = '', ...rest] = text.split(/\s+/u);
  return rest.length > 0 && (first.toLowerCase() === words.openVerb || first.toLowerCase() === words.runVerb) ? rest.join(' ') : text;
}
