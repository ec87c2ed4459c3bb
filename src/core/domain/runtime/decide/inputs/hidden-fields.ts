import { createFuel } from '../../../expression/fuel.ts';
import { evaluate } from '../../../expression/expression.ts';
import type { Scope } from '../../../expression/scope.ts';
import { AppError } from '../../../model/errors.ts';
import { isJsonObject, type JsonObject } from '../../../model/json.ts';
import { nodeOf } from '../../../model/region-path.ts';
import type { CompiledCard } from '../../compile/compiled-definition.ts';
import { scopeAt } from '../scope-view.ts';
import type { Turn } from '../turn.ts';

const none: ReadonlySet<string> = new Set();

/** Where a card is asked, and when. */
export interface CardPlace extends Pick<Turn, 'state' | 'at'> {
  readonly visit: string;
}

/** Keys of the parts that are not shown while `values` are filled in. A condition that cannot be decided yet hides its part. */
export function hiddenParts({ conditions, fields }: CompiledCard, place: CardPlace, values: JsonObject): ReadonlySet<string> {
  if (conditions.size === 0) return none;
  const node = nodeOf(place.visit);
  const around = scopeAt(place, place.visit);
  const own = around.nodes[node];
  // Every field is there, so that a condition may read one nobody filled in.
  const filled = { ...Object.fromEntries(fields.map(({ key }) => [key, null])), ...values };
  const nodes = { ...around.nodes, [node]: { ...(isJsonObject(own) ? own : {}), card: { values: filled } } };
  const { inputs, vars, loops, item, index, run, now } = around;
  const scope: Scope = { inputs, vars, nodes, loops, item, index, run, now, error: around.error ?? null };
  return new Set([...conditions].filter(([, condition]) => !holds(() => evaluate(condition, scope, createFuel()).value === true)).map(([key]) => key));
}

function holds(condition: () => boolean): boolean {
  try {
    return condition();
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
