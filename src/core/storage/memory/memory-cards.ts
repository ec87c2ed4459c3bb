import { type CardNote, type CardRepository, type CardRow, mostCardNotes } from '../../domain/ports/card-repository.ts';
import { behind, type MemoryState, newestFirst, oldestFirst } from './memory-state.ts';

export function createCards(state: MemoryState): CardRepository {
  return {
    async get(id) {
      return structuredClone(state.cards.get(id));
    },
    async list({ state: wanted, runId, after, limit }) {
      const order = (wanted === undefined || wanted === 'open' ? oldestFirst : newestFirst)<CardRow>((card) => card.requestedAt, (card) => card.id);
      const cards = [...state.cards.values()]
        .filter((card) => wanted === undefined || card.state === wanted)
        .filter((card) => runId === undefined || card.runId === runId)
        .filter(behind(after === undefined ? undefined : { row: state.cards.get(after) }, order))
        .toSorted(order);
      return structuredClone(cards.slice(0, limit));
    },
    async count(wanted) {
      return [...state.cards.values()].filter((card) => card.state === wanted).length;
    },
    async note(id, note) {
      const card = state.cards.get(id);
      const kept = state.cardNotes.get(id) ?? [];
      if (card === undefined || (note.kind === 'opened' && kept.some((one) => one.at >= card.requestedAt && isSame(one, note)))) return false;
      const surplus = [...kept, note].filter(({ kind }) => kind === note.kind).slice(0, -mostCardNotes);
      state.cardNotes.set(id, [...kept, structuredClone(note)].filter((one) => !surplus.includes(one)));
      return true;
    },
    async notes(id) {
      return structuredClone(state.cardNotes.get(id) ?? []);
    },
  };
}

function isSame(one: CardNote, other: CardNote): boolean {
  return one.kind === other.kind && one.actor.kind === other.actor.kind && one.actor.id === other.actor.id;
}
