import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { historyWords } from '../../strings/designer-history.ts';
import { useDesignerState } from '../session/DesignerProvider.tsx';

/** One state of the workflow that can be looked at, compared and restored. */
export interface PastState {
  readonly key: string;
  readonly kind: 'screen' | 'version' | 'imported' | 'checkpoint' | 'save' | 'purged';
  readonly name: string;
  readonly at?: string;
  readonly by?: string;
  readonly note?: string;
  readonly version?: number;
  readonly save?: number;
}

/** What is on the screen, the published versions and the saves of the draft, the newest first; versions that went are told apart: there is nothing of them to look at. */
export function useStates(): { readonly states: readonly PastState[] | undefined; readonly purged: readonly PastState[]; readonly error: unknown; readonly retry: () => void } {
  const queries = useQueries();
  const id = useDesignerState(({ workflow }) => workflow.id);
  // What goes on with a save takes its place under another number: once the draft is another, so is the list.
  const revision = useDesignerState(({ workflow }) => workflow.revision);
  const history = queries.workflows.history.queryOptions({ input: { id } });
  const { data, error, refetch } = useQuery({ ...history, queryKey: [...history.queryKey, revision], placeholderData: keepPreviousData, staleTime: 0 });
  const states = useMemo(() => {
    if (data === undefined) return undefined;
    const versions = data.items.map(({ version, publishedAt, publishedBy, note, importedAt }): PastState => ({ key: `version ${version}`, kind: importedAt === undefined ? 'version' : 'imported', name: historyWords.version(version), at: publishedAt, by: publishedBy, version, ...(note === '' ? {} : { note }) }));
    const saves = data.saves.map(({ save, kind, at, by, act, note }): PastState => ({ key: `save ${save}`, kind: kind === 'checkpoint' ? 'checkpoint' : 'save', name: kind === 'checkpoint' ? historyWords.checkpoint : act, at, by, save, ...(note === undefined ? {} : { note }) }));
    const past = [...versions, ...saves].toSorted((left, right) => (right.at ?? '').localeCompare(left.at ?? ''));
    return [{ key: 'screen', kind: 'screen' as const, name: historyWords.draft }, ...past];
  }, [data]);
  const purged = useMemo(() => (data?.purged ?? []).map(({ version, note, purgedAt, purgedBy }): PastState => ({ key: `purged ${version}`, kind: 'purged', name: historyWords.version(version), at: purgedAt, by: purgedBy, ...(note === '' ? {} : { note }) })), [data]);
  return { states, purged, error: error ?? undefined, retry: () => void refetch() };
}

/** The definition of a state; undefined while it is fetched. */
export function useDefinitionOf(state: PastState | undefined): { readonly definition: JsonObject | undefined; readonly error: unknown } {
  const queries = useQueries();
  const id = useDesignerState(({ workflow }) => workflow.id);
  const shown = useDesignerState(({ definition }) => definition);
  const version = useQuery({ ...queries.workflows.get.queryOptions({ input: { id, version: state?.version ?? 1 } }), enabled: state?.version !== undefined });
  const save = useQuery({ ...queries.workflows.recall.queryOptions({ input: { id, save: state?.save ?? 1 } }), enabled: state?.save !== undefined });
  if (state?.kind === 'screen') return { definition: shown, error: undefined };
  if (state?.version !== undefined) return { definition: version.data?.definition, error: version.error ?? undefined };
  return { definition: state === undefined ? undefined : save.data?.definition, error: save.error ?? undefined };
}
