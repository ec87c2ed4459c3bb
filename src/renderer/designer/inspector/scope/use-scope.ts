import { useMemo } from 'react';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useFieldPlace } from '../form/field-place.tsx';
import type { Completion } from '../text/completions.ts';
import type { Scope } from './scope-entry.ts';

const nothing: Scope = { entries: [], functions: [] };

/** What may be read at a place. */
export function useScope(_where: string): Scope {
  return nothing;
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
