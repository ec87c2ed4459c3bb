import { placeSayer } from '../../../core/domain/model/definition/change-said.ts';
import { partsOf } from '../../../core/domain/model/definition/definition-parts.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';

/** What people call the places two sides changed: as they are called here, or there where only the other side has them. */
export function conflictPlaces(sides: { readonly base: JsonObject; readonly ours: JsonObject; readonly theirs: JsonObject }): (where: string) => string {
  const sayers = [sides.ours, sides.theirs, sides.base].map((side) => placeSayer(partsOf(side)));
  return (where) => sayers.map((say) => say(where)).find((name) => name !== where) ?? where;
}
