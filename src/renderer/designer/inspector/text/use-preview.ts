import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { placesOfTemplate } from '../../../../core/domain/model/expression-tokens.ts';
import { readsOfExpression } from '../../../../core/domain/model/edit/expression-reads.ts';
import type { Json } from '../../../../core/domain/model/json.ts';
import { useClient } from '../../../client/ClientProvider.tsx';
import { useDesignerState } from '../../session/DesignerProvider.tsx';
import { objectNumber } from '../editing/object-number.ts';
import { useResting } from '../editing/use-resting.ts';
import { useFieldPlace } from '../form/field-place.tsx';
import type { CodeProblem } from './open-code.ts';

export interface PreviewValue {
  readonly run: string;
  readonly value?: Json | undefined;
  readonly error?: string | undefined;
  readonly isMasked: boolean;
}

export interface Preview {
  /** The first thing that is wrong, in words. */
  readonly fault: string | undefined;
  /** What of it verification would say as well: the path, or the message. */
  readonly about: string | undefined;
  readonly type: string | undefined;
  readonly marks: readonly CodeProblem[];
  readonly values: readonly PreviewValue[];
}

const nothing: Preview = { fault: undefined, about: undefined, type: undefined, marks: [], values: [] };

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
    // Where a fault lies is known of how it is written; types have none. Whether a run can be without a value says verification.
    const problems = data.problems.filter(({ line, isPossible = false }) => !isPossible && (!isOverRows || line !== undefined));
    const [first] = problems;
    const fault = first === undefined ? undefined : [first.message, first.next].filter(Boolean).join(' ');
    return { fault, about: first?.path ?? first?.message, type: data.type, marks: rested === text ? problems.flatMap((problem) => marksOf(problem, rested, language)) : [], values: isOverRows ? [] : data.values };
  }, [data, isAsked, rested, text, language, isOverRows]);
}

interface Problem {
  readonly message: string;
  readonly path?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** Where a problem lies: the name that is not there wherever it is read, the word at its place, or the whole expression where nobody says. */
export function marksOf(problem: Problem, text: string, language: 'expression' | 'template'): readonly CodeProblem[] {
  const { path, message } = problem;
  const names = path === undefined ? [] : namesRead(path, text, language);
  return names.length > 0 ? names.map((name) => ({ ...name, message })) : [markOf(problem, text, language)];
}

/** The last name of a path, wherever the text reads it. */
function namesRead(path: string, text: string, language: 'expression' | 'template'): readonly { readonly from: number; readonly to: number }[] {
  const names = path.split('.');
  const places = language === 'template' ? placesOfTemplate(text) : [{ from: 0, to: text.length }];
  return places.flatMap((place) => readsOfExpression(text.slice(place.from, place.to)).flatMap(({ root, steps }) => {
    const step = steps[names.length - 2];
    const isRead = [root, ...steps.map(({ name }) => name)].slice(0, names.length).join('.') === path;
    return step === undefined || !isRead ? [] : [{ from: place.from + step.from + (step.isField ? 1 : 0), to: place.from + step.to }];
  }));
}

function markOf({ message, line, column }: Problem, text: string, language: 'expression' | 'template'): CodeProblem {
  if (line === undefined || column === undefined) {
    const [place] = language === 'template' ? placesOfTemplate(text) : [];
    return { from: place?.from ?? 0, to: place?.to ?? text.length, message };
  }
  const before = text.split('\n').slice(0, Math.max(0, line - 1)).join('\n');
  const from = Math.min(text.length, (line > 1 ? before.length + 1 : 0) + Math.max(0, column - 1));
  const word = /^[A-Za-z0-9_.]+/u.exec(text.slice(from))?.[0].length ?? 1;
  return { from, to: Math.min(text.length, from + word), message };
}
