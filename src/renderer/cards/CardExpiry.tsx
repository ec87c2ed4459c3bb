import type { CardSummary } from '../../core/domain/operations/cards.ts';
import { Ago } from '../components/Ago.tsx';
import { cardWords } from '../strings/cards.ts';

/** Until when an open card waits, and what comes of it then; nothing of one that waits for good. */
export function CardExpiry({ card: { state, expiresAt, otherwise }, className }: { readonly card: CardSummary; readonly className: string | undefined }) {
  if (state !== 'open' || expiresAt === undefined) return null;
  return (
    <span className={className}>
      {cardWords.expires} <Ago at={expiresAt} />
      {otherwise !== undefined && (otherwise.asks ? cardWords.thenAsks(otherwise.name) : cardWords.thenGoes(otherwise.name))}
    </span>
  );
}
