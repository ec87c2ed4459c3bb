import { mergeDefinitions } from '../../../core/domain/model/definition/merge-definitions.ts';
import { normalDefinition } from '../../../core/domain/model/definition/normal-definition.ts';
import { additionsApart } from '../../../core/domain/model/edit/additions-apart.ts';
import { type NewIds, withNewIds } from '../../../core/domain/model/edit/new-ids.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';

interface Sides {
  readonly base: JsonObject;
  readonly ours: JsonObject;
  readonly theirs: JsonObject;
}

interface Beside {
  /** What of `ours` is called otherwise: what was added on both sides under one id is two things. */
  readonly ids: NewIds;
  /** By these ids. */
  readonly ours: JsonObject;
  /** Undefined where both touched the same place. */
  readonly merged: JsonObject | undefined;
}

/** What was done on two sides of a draft, side by side. */
export function besideTheirs({ base, ours: before, theirs }: Sides): Beside {
  const ids = additionsApart({ base, ours: before, theirs });
  const ours = ids.size === 0 ? before : withNewIds(before, ids);
  return { ids, ours, merged: mergeDefinitions({ base, ours: theirs, theirs: normalDefinition(ours) }).definition };
}
