import type { JsonObject } from '../model/json.ts';

/** A definition without the workflows it carries along for its calls: those are found anew whenever it is published. */
export function withoutCalled(definition: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(definition).filter(([field]) => field !== 'called'));
}
