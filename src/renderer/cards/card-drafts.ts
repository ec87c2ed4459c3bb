import { isJsonList, isJsonObject } from '../../core/domain/model/json.ts';
import { readJson } from '../components/read-json.ts';
import type { CardControl, CardControls } from './read-card.ts';

/** One asking of a card: opened again, it is filled in anew. */
export interface CardAsked {
  readonly id: string;
  readonly requestedAt: string;
}

const prefix = 'aiwm.card.';
const keptForMs = 30 * 24 * 60 * 60 * 1000;

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
    storage.setItem(`${prefix}${id}`, JSON.stringify({ requestedAt, keptAt: Date.now(), controls }));
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

/** Lets go of what was typed long ago: the text of a card that nobody sent is not kept in the browser for good. */
export function forgetAged(now: number): void {
  withStorage((storage) => {
    const kept = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '').filter((key) => key.startsWith(prefix));
    for (const key of kept) if (isAged(storage.getItem(key) ?? '', now)) storage.removeItem(key);
  });
}

/** Whether a kept text is older than it is kept for, or is none of ours. */
export function isAged(text: string, now: number): boolean {
  const kept = readJson(text);
  if (!isJsonObject(kept)) return true;
  const { keptAt, requestedAt } = kept;
  const since = typeof keptAt === 'number' ? keptAt : Date.parse(typeof requestedAt === 'string' ? requestedAt : '');
  return !(now - since < keptForMs);
}

/** Lets go of what was typed into the cards of a run that is gone. */
export function forgetTypedOfRun(runId: string): void {
  withStorage((storage) => {
    const kept = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '').filter((key) => key.startsWith(`${prefix}${runId}:`));
    for (const key of kept) storage.removeItem(key);
  });
}

/** Lets go of what was typed into a card, or into all cards of a run, that the host has no more. */
export function forgetGone(id: string): void {
  if (id.includes(':')) forgetTyped({ id });
  else forgetTypedOfRun(id);
}

/** A browser may forbid storage or have it full: then a reload loses what was typed, and nothing else goes wrong. */
function withStorage(act: (storage: Storage) => void): void {
  try {
    act(localStorage);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
