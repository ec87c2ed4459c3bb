import { present } from '../../model/present.ts';
import type { RejectedCandidate } from './candidates.ts';
import type { Turn } from './turn.ts';

/**
 * Opens a visit's answered card again, as it was frozen, so that a person can correct what was answered; its deadlines go
 * on. A card without an answer is open already.
 */
export function askCardAgain(turn: Turn, visit: string, rejected: readonly RejectedCandidate[] = []): void {
  const asked = turn.state.cards[visit];
  if (asked?.answer === undefined) return;
  const { cardId: card, title, card: content, hash, expiresAt } = asked;
  turn.emit('card_requested', { visit, card, title, content, hash, rejected, ...present({ expiresAt }) });
}
