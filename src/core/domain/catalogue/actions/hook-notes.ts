import type { JsonObject } from '../../model/json.ts';
import type { HookNote } from '../../model/model-hook.ts';
import { normalJson } from '../../model/normal-json.ts';

/** What hooks did when a request was frozen, and when it was sent and answered, as the outcome of its effect tells it. */
export function hookNotes(hooked: readonly HookNote[] = [], later: readonly HookNote[] = []): JsonObject {
  return hooked.length + later.length === 0 ? {} : { hooks: normalJson([...hooked, ...later]) };
}
