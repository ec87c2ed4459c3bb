import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CardPart } from '../../core/domain/model/card.ts';
import type { JsonObject } from '../../core/domain/model/json.ts';
import { useQueries } from '../client/ClientProvider.tsx';

export interface CardCheck {
  /** Keys of parts that are not asked for as things stand. */
  readonly hidden: ReadonlySet<string>;
  /** Until the first answer nobody knows what is asked for. */
  readonly isPending: boolean;
  readonly error: Error | null;
  /** By field key: what the host alone can tell of the values as they are, which is whether they fit their patterns. */
  readonly misfits: Readonly<Record<string, string>>;
}

export interface CardChecked {
  readonly id: string;
  readonly parts: readonly CardPart[];
  readonly values: JsonObject;
  /** Whether somebody wants to hear what is wrong. */
  readonly isTold: boolean;
}

const restMs = 150;

/**
 * Which parts of a card are shown while `values` are filled in, and which of them fit no pattern. The host decides it, by the
 * rules it takes the answer by; a card without conditions and patterns asks nobody.
 */
export function useCardCheck({ id, parts, values, isTold }: CardChecked): CardCheck {
  const queries = useQueries();
  const isConditional = parts.some(({ shownWhen }) => shownWhen !== undefined);
  const patterned = isTold ? parts.filter((part) => 'pattern' in part && part.pattern !== undefined).map(({ key }) => key) : [];
  const isAsked = isConditional || patterned.length > 0;
  const rested = useRested(JSON.stringify(values), values);
  const { data, isPending, isPlaceholderData, error } = useQuery(queries.cards.check.queryOptions({ input: { id, values: rested }, enabled: isAsked, placeholderData: keepPreviousData, gcTime: 10_000, retry: false }));
  const problems = isPlaceholderData ? {} : (data?.problems ?? {});
  return {
    hidden: new Set(data?.hidden),
    isPending: isConditional && isPending,
    error: isConditional ? error : null,
    misfits: Object.fromEntries(patterned.flatMap((key) => (rested[key] !== undefined && problems[key] !== undefined ? [[key, problems[key]]] : []))),
  };
}

/** The values a moment after the last key. */
function useRested(text: string, values: JsonObject): JsonObject {
  const [rested, setRested] = useState({ text, values });
  useEffect(() => {
    if (text === rested.text) return undefined;
    const timer = setTimeout(() => { setRested({ text, values }); }, restMs);
    return () => { clearTimeout(timer); };
  }, [text, values, rested.text]);
  return rested.values;
}
