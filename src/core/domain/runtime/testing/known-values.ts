import { effectParts } from '../../model/effect-id.ts';
import type { Json } from '../../model/json.ts';
import { nodeOf } from '../../model/region-path.ts';
import type { RunEvent } from '../../model/run-event.ts';
import { inputOf } from '../../model/run-input.ts';
import type { Told } from '../decide.ts';

/** What recorded runs were given and what effects answered them, by the path where it stands; the last one counts. */
export function knownValues(journals: readonly (readonly RunEvent[])[]): ReadonlyMap<string, Json> {
  const known = new Map<string, Json>();
  for (const row of journals.flat()) {
    const input = inputOf(row);
    if (input?.type === 'start') known.set('inputs', input.inputs);
    if (input?.type !== 'effect_completed') continue;
    const parts = effectParts(input.effect);
    if (parts !== undefined) known.set(`nodes.${nodeOf(parts.visit)}.${parts.action}`, input.output);
  }
  return known;
}

/** What a recorded run was told, in order. */
export function toldIn(journal: readonly RunEvent[]): readonly Told[] {
  return journal.flatMap((row): readonly Told[] => {
    const input = inputOf(row);
    return input === undefined ? [] : [{ at: row.at, input }];
  });
}
