import { isJsonList, isJsonObject } from '../../core/domain/model/json.ts';
import { readJson } from '../components/read-json.ts';
import type { CardControl, CardControls } from './read-card.ts';

/** One asking of a card: opened again, it is filled in anew. */
export interface CardAsked {
  readonly id: string;
  readonly requestedAt: string;
}

const prefix = 'aiwm.card.';

/** What was typed into a card here and not sent; undefined where nothing was, or where the browser keeps nothing. */
export function typedBefore({ id, requestedAt }: CardAsked): CardControls | undefined {
  const kept = readJson(read(`${prefix}${id}`) ?? '');
  if (!isJsonObject(kept) || kept['requestedAt'] !== requestedAt || !isJsonObject(kept['controls'])) return undefined;
  return Object.fromEntries(
    Object.entries(kept['controls']).flatMap(([key, value]): readonly (readonly [string, CardControl])[] => {
      if (typeof value === 'string' || typeof value === 'boolean') return [[key, value]];
      return isJsonList(value) ? [[key, value.filter((each) => typeof each === 'string')]] : [];
    }),
  );
}

export function keepTyped({ id, requestedAt }: CardAsked, controls: CardControls): void {
  withStorage((storage) => {
    storage.setItem(`${prefix}${id}`, JSON.stringify({ requestedAt, controls }));
  });
}

export function forgetTyped({ id }: Pick<CardAsked, 'id'>): void {
  withStorage((storage) => {
    storage.removeItem(`${prefix}${id}`);
  });
}

function read(key: string): string | null {
  let value: string | null = null;
  withStorage((storage) => {
    value = storage.getItem(key);
  });
  return value;
}

/** A browser may forbid storage or have it full: then a reload loses what was typed, and nothing else goes wrong. */
function withStorage(act: (storage: Storage) => void): void {
  try {
    act(localStorage);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
