import { placesIn, type ReadPlace } from '../../expression/syntax/read-places.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { expressionUses } from './expression-uses.ts';
import { flowGraph } from './flow-graph.ts';

const known = new WeakMap<CompiledDefinition, readonly ReadPlace[]>();

/** Places inside of lists that the expressions of a definition read: rows have columns no schema tells of. */
export function indexedReads(workflow: CompiledDefinition): readonly ReadPlace[] {
  const kept = known.get(workflow);
  if (kept !== undefined) return kept;
  const found = expressionUses(flowGraph(workflow)).flatMap(({ expression }) => placesIn(expression.expr)).filter((place) => place.some((step) => typeof step === 'number'));
  known.set(workflow, found);
  return found;
}
