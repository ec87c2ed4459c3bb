import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Json } from '../../../../core/domain/model/json.ts';
import { useClient } from '../../../client/ClientProvider.tsx';
import { useDesignerState } from '../../session/DesignerProvider.tsx';
import { objectNumber } from '../editing/object-number.ts';
import { useResting } from '../editing/use-resting.ts';
import { useFieldPlace } from '../form/field-place.tsx';
import type { CodeProblem } from './open-code.ts';
import { placesIn } from './code-tokens.ts';

export interface PreviewValue {
  readonly run: string;
  readonly value?: Json | undefined;
  readonly error?: string | undefined;
  readonly isMasked: boolean;
}

export interface Preview {
  readonly fault: string | undefined;
  readonly type: string | undefined;
  readonly marks: readonly CodeProblem[];
  readonly values: readonly PreviewValue[];
}

const nothing: Preview = { fault: undefined, type: undefined, marks: [], values: [] };

/** What an expression or template yields in the last runs and what is wrong with it, a moment after the last letter. Of one over rows only how it is written can be looked at. */
export function usePreview(language: 'expression' | 'template', text: string, isOverRows = false): Preview {
  const client = useClient();
  const { scope: where } = useFieldPlace();
  const id = useDesignerState(({ workflow }) => workflow.id);
  const rested = useResting(text, 250);
  const definition = useResting(useDesignerState((state) => state.definition), 250);
  const isAsked = where !== '' && rested.trim() !== '' && (language === 'expression' || rested.includes('{{'));
  const { data } = useQuery({
    queryKey: ['inspector', 'evaluate', id, where, language, rested, objectNumber(definition)],
    enabled: isAsked,
    gcTime: 30_000,
    staleTime: 0,
    queryFn: async ({ signal }) => client.workflows.evaluate({ id, where, definition, ...(language === 'expression' ? { expression: rested } : { template: rested }) }, { signal }),
  });
  return useMemo(() => {
    if (data === undefined || !isAsked) return nothing;
    // Where a fault lies is known of how it is written; types have none.
    const problems = isOverRows ? data.problems.filter(({ line }) => line !== undefined) : data.problems;
    const [first] = problems;
    const fault = first === undefined ? undefined : [first.message, first.next].filter(Boolean).join(' ');
    return { fault, type: data.type, marks: rested === text ? problems.map((problem) => markOf(problem, rested, language)) : [], values: isOverRows ? [] : data.values };
  }, [data, isAsked, rested, text, language, isOverRows]);
}

interface Problem {
  readonly message: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** Where a problem lies: its word, or the whole expression where nobody says. */
export function markOf({ message, line, column }: Problem, text: string, language: 'expression' | 'template'): CodeProblem {
  if (line === undefined || column === undefined) {
    const [place] = language === 'template' ? placesIn(text) : [];
    return { from: place?.from ?? 0, to: place?.to ?? text.length, message };
  }
  const before = text.split('\n').slice(0, Math.max(0, line - 1)).join('\n');
  const from = Math.min(text.length, (line > 1 ? before.length + 1 : 0) + Math.max(0, column - 1));
  const word = /^[A-Za-z0-9_.]+/u.exec(text.slice(from))?.[0].length ?? 1;
  return { from, to: Math.min(text.length, from + word), message };
}
