import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { CardView } from '../../core/domain/operations/cards.ts';
import { useQueries } from '../client/ClientProvider.tsx';

/** What this page has told already: whoever goes to and fro in the inbox tells nothing new. */
const told = new Set<string>();

/** Tells the host once that an open card is on screen here. Whoever may only look is not noted, and told nothing of it. */
export function useCardOpened(card: Pick<CardView, 'id' | 'state' | 'requestedAt'> | undefined): void {
  const queries = useQueries();
  const cache = useQueryClient();
  const { mutate } = useMutation(
    queries.cards.open.mutationOptions({
      onSuccess: ({ id, isFirst }) => (isFirst ? cache.invalidateQueries({ queryKey: queries.cards.get.key({ input: { id } }) }) : undefined),
    }),
  );
  const tell = useEffectEvent((id: string, asking: string) => {
    if (told.has(asking)) return;
    told.add(asking);
    mutate({ id }, { onError: () => { told.delete(asking); } });
  });
  const id = card?.state === 'open' ? card.id : undefined;
  const askedAt = card?.requestedAt;
  useEffect(() => {
    if (id !== undefined && askedAt !== undefined) tell(id, `${id} ${askedAt}`);
  }, [id, askedAt]);
}
