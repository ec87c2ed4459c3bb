import { mergeDefinitions } from '../../../core/domain/model/definition/merge-definitions.ts';
import { type ConflictChoice, settleConflicts } from '../../../core/domain/model/definition/settle-conflicts.ts';
import { normalDefinition } from '../../../core/domain/model/definition/normal-definition.ts';
import { additionsApart } from '../../../core/domain/model/edit/additions-apart.ts';
import { type NewIds, withNewIds } from '../../../core/domain/model/edit/new-ids.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';

interface Sides {
  readonly base: JsonObject;
  readonly ours: JsonObject;
  readonly theirs: JsonObject;
  /** Where both touched the same place, ours is meant: theirs is what this window asked for before. */
  readonly isOursLater?: boolean;
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
export function besideTheirs({ base, ours: before, theirs, isOursLater = false }: Sides): Beside {
  const ids = additionsApart({ base, ours: before, theirs });
  const ours = ids.size === 0 ? before : withNewIds(before, ids);
  const merged = mergeDefinitions({ base, ours: theirs, theirs: normalDefinition(ours) }).definition;
  return { ids, ours, merged: merged === undefined && isOursLater ? settledForOurs({ base, ours: normalDefinition(ours), theirs }) : merged };
}

/** Every place that both touched as it is here. */
function settledForOurs(sides: Pick<Sides, 'base' | 'ours' | 'theirs'>): JsonObject | undefined {
  const choices = new Map<string, ConflictChoice>();
  for (;;) {
    const { definition, open } = settleConflicts(sides, choices);
    const fresh = open.filter(({ where }) => !choices.has(where));
    if (definition !== undefined || fresh.length === 0) return definition;
    for (const { where } of fresh) choices.set(where, { take: 'ours' });
  }
}
