import { AppError } from '../../domain/model/errors.ts';
import type { Actor } from '../../domain/model/actor.ts';
import { isJsonObject, type Json, type JsonObject } from '../../domain/model/json.ts';

/** JSON columns hold what `JSON.stringify` gave; the order of keys survives. */
export function readJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw new AppError('integrity', `The database holds ${text.slice(0, 40)} where JSON belongs.`, { next: 'Restore it from a backup.', cause });
  }
}

export function readJsonObject(text: string): JsonObject {
  const value = readJson(text);
  if (isJsonObject(value)) return value;
  throw new AppError('integrity', `The database holds ${text.slice(0, 40)} where an object belongs.`, { next: 'Restore it from a backup.' });
}

/** An actor as a column: `user:local`. The kind holds no colon, the id may. */
export function writeActor(actor: Actor): string {
  return `${actor.kind}:${actor.id}`;
}

const actorKinds: readonly Actor['kind'][] = ['user', 'token', 'schedule', 'workflow', 'system'];

export function readActor(text: string): Actor {
  const colon = text.indexOf(':');
  const kind = actorKinds.find((candidate) => candidate === text.slice(0, colon));
  if (kind === undefined) throw new AppError('integrity', `The database names an unknown kind of actor: "${text.slice(0, 40)}".`, { next: 'Restore it from a backup.' });
  return { kind, id: text.slice(colon + 1) };
}
