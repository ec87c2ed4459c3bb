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
}

const restMs = 150;

/** Which parts of a card are shown while `values` are filled in. The host decides it, by the rules it takes the answer by; a card without conditions asks nobody. */
export function useCardCheck(id: string, parts: readonly CardPart[], values: JsonObject): CardCheck {
  const queries = useQueries();
  const isConditional = parts.some(({ shownWhen }) => shownWhen !== undefined);
  const rested = useRested(JSON.stringify(values), values);
  const { data, isPending, error } = useQuery(queries.cards.check.queryOptions({ input: { id, values: rested }, enabled: isConditional, placeholderData: keepPreviousData, gcTime: 10_000, retry: false }));
  return { hidden: new Set(data?.hidden), isPending: isConditional && isPending, error: isConditional ? error : null };
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
