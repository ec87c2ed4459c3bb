import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useClient } from '../../../client/ClientProvider.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useDesignerState } from '../../session/DesignerProvider.tsx';
import { objectNumber } from '../editing/object-number.ts';
import { useResting } from '../editing/use-resting.ts';
import { useFieldPlace } from '../form/field-place.tsx';
import type { Completion } from '../text/completions.ts';
import type { Scope } from './scope-entry.ts';

const nothing: Scope = { entries: [], functions: [] };

/** What may be read at a place, of the definition as it stands on the screen; asked again when a person rests from editing. */
export function useScope(where: string): Scope {
  const client = useClient();
  const id = useDesignerState(({ workflow }) => workflow.id);
  const definition = useResting(useDesignerState((state) => state.definition), 400);
  const { data } = useQuery({
    queryKey: ['inspector', 'scope', id, where, objectNumber(definition)],
    enabled: where !== '',
    gcTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => client.workflows.scope({ id, where, definition }, { signal }),
  });
  return useMemo(() => (data === undefined || where === '' ? nothing : { entries: data.items, functions: data.functions }), [data, where]);
}

/** What is offered while an expression is typed in the field around. */
export function useOffered(): readonly Completion[] {
  const { scope } = useFieldPlace();
  const { entries, functions } = useScope(scope);
  return useMemo(() => offeredOf({ entries, functions }), [entries, functions]);
}

export function offeredOf({ entries, functions }: Scope): readonly Completion[] {
  return [
    ...entries.map(({ path, type, from, isSensitive, isCertain }): Completion => ({ label: path, kind: 'path', detail: isSensitive ? inspectorWords.scope.sensitiveType(type) : type, info: isCertain ? from : inspectorWords.scope.perhaps(from) })),
    ...functions.map(({ name, signature, summary }): Completion => ({ label: name, kind: 'function', detail: signature, info: summary })),
  ];
}
