import type { CardSummary } from '../../../core/domain/operations/cards.ts';

export interface CardFilter {
  /** Words that must stand in the title or in the workflow's name. */
  readonly text: string;
  /** Slug of the workflow; empty for all. */
  readonly workflow: string;
  /** Only what expires within a day. */
  readonly isExpiring: boolean;
}

export const noFilter: CardFilter = { text: '', workflow: '', isExpiring: false };

const soonMs = 24 * 60 * 60 * 1000;

/** Those that fit: open ones by what is due first, then the longest waiting; closed ones by what ended last. */
export function filteredCards(cards: readonly CardSummary[], { text, workflow, isExpiring }: CardFilter, now: number): readonly CardSummary[] {
  const words = text.toLowerCase().split(/\s+/u).filter((word) => word !== '');
  const fits = (card: CardSummary): boolean => {
    const said = `${card.title} ${card.workflow.name}`.toLowerCase();
    if (workflow !== '' && card.workflow.slug !== workflow) return false;
    if (isExpiring && (card.expiresAt === undefined || Date.parse(card.expiresAt) - now > soonMs)) return false;
    return words.every((word) => said.includes(word));
  };
  return cards.filter(fits).toSorted((one, other) => rankOf(one) - rankOf(other) || Date.parse(one.requestedAt) - Date.parse(other.requestedAt));
}

function rankOf({ state, expiresAt, answeredAt, closedAt }: CardSummary): number {
  const endedAt = answeredAt ?? closedAt;
  if (state !== 'open') return endedAt === undefined ? 0 : -Date.parse(endedAt);
  return expiresAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(expiresAt);
}

/** The workflows the cards are of, by name. */
export function workflowsOf(cards: readonly CardSummary[]): readonly { readonly slug: string; readonly name: string }[] {
  const bySlug = new Map(cards.map(({ workflow }) => [workflow.slug, workflow]));
  return [...bySlug.values()].toSorted((one, other) => one.name.localeCompare(other.name));
}
