import { toInstant } from '../../model/instant.ts';
import { isJsonObject, type Json } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import type { RunEvent } from '../../model/run-event.ts';
import type { TakenTransition } from '../../model/run-why.ts';

/**
 * The transitions that rows report, in their order: by which trigger, on which values, and because of what input. `last` is
 * the input before the rows, where they do not begin with one.
 */
export function takenTransitions(rows: readonly RunEvent[], last?: RunEvent): readonly TakenTransition[] {
  const taken: TakenTransition[] = [];
  let input = last;
  for (const row of rows) {
    if (row.kind === 'input') input = row;
    if (row.type === 'transition_committed') taken.push(takenAt(row, input ?? row));
  }
  return taken;
}

function takenAt({ seq, at, payload }: RunEvent, input: RunEvent): TakenTransition {
  const { read, error } = payload;
  return present({
    seq,
    at: toInstant(at),
    transition: text(payload['transition']),
    trigger: text(payload['trigger']),
    from: text(payload['from']),
    to: text(payload['visit']),
    read: isJsonObject(read) ? read : undefined,
    error: isJsonObject(error) ? error : undefined,
    because: present({
      seq: input.seq,
      type: input.type,
      name: text(input.payload['name']) === '' ? undefined : text(input.payload['name']),
      actor: input.actor === undefined ? undefined : `${input.actor.kind}:${input.actor.id}`,
    }),
  });
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
