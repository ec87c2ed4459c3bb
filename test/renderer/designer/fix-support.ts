import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { Finding } from '../../../src/core/domain/operations/workflows.ts';
import { verify } from '../../../src/core/domain/runtime/verify/verify.ts';
import type { FixContext } from '../../../src/renderer/designer/problems/fixes/quick-fix.ts';
import { testCatalogue } from '../../domain/runtime/support/test-actions.ts';

const titles = (kinds: ReadonlyMap<string, { readonly title: string }>): ReadonlyMap<string, string> => new Map([...kinds].map(([type, { title }]) => [type, title]));

/** What fixes draw from, of the kinds the tests know. */
export function fixContextOf(definition: JsonObject): FixContext {
  const { nodes, actions, triggers, validators } = testCatalogue;
  const facts = [...nodes].map(([type, { title, role, leavesBy, bodies }]) => [type, { title, role, leavesBy, bodies: typeof bodies === 'number' ? { least: bodies, most: bodies } : bodies }] as const);
  return { definition, nodes: new Map(facts), actions: titles(actions), triggers: titles(triggers), validators: titles(validators) };
}

export function foundIn(definition: JsonObject): readonly Finding[] {
  return verify(definition, { catalogue: testCatalogue }).findings as unknown as readonly Finding[];
}
