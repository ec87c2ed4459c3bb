import { effectParts } from '../../model/effect-id.ts';
import type { Json } from '../../model/json.ts';
import { nodeOf } from '../../model/region-path.ts';
import type { RunEvent } from '../../model/run-event.ts';
import { inputOf } from '../../model/run-input.ts';

/** What recorded runs were given and what effects answered them, by the path where it stands; the first that is known counts. */
export function knownValues(journals: readonly (readonly RunEvent[])[]): ReadonlyMap<string, Json> {
  const known = new Map<string, Json>();
  for (const row of journals.flat()) {
    const input = inputOf(row);
    if (input?.type === 'start') note(known, 'inputs', input.inputs);
    if (input?.type !== 'effect_completed') continue;
    const parts = effectParts(input.effect);
    if (parts !== undefined) note(known, `nodes.${nodeOf(parts.visit)}.${parts.action}`, input.output);
  }
  return known;
}

function note(known: Map<string, Json>, path: string, value: Json): void {
  if (!known.has(path)) known.set(path, value);
}
