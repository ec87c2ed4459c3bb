import { describe, expect, it } from 'vitest';
import '../../../src/core/domain/model/schema-words.ts';
import { applyEdit } from '../../../src/core/domain/model/edit/apply-edit.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { Finding } from '../../../src/core/domain/operations/workflows.ts';
import { findingCodes } from '../../../src/core/domain/runtime/verify/finding.ts';
import { verify } from '../../../src/core/domain/runtime/verify/verify.ts';
import { fixesByCode, quickFixesOf } from '../../../src/renderer/designer/problems/fixes/fixes-by-code.ts';
import type { FixContext } from '../../../src/renderer/designer/problems/fixes/quick-fix.ts';
import { ask, card, chain, node } from '../../domain/runtime/verify/corpus/parts.ts';
import { faultyContainers } from '../../domain/runtime/verify/corpus/faulty-containers.ts';
import { faultyDefinitions } from '../../domain/runtime/verify/corpus/faulty-definitions.ts';
import { faultyFlows } from '../../domain/runtime/verify/corpus/faulty-flows.ts';
import { faultyForeign } from '../../domain/runtime/verify/corpus/faulty-foreign.ts';
import { faultyValues } from '../../domain/runtime/verify/corpus/faulty-values.ts';
import { testCatalogue } from '../../domain/runtime/support/test-actions.ts';

const faults = Object.entries({ ...faultyContainers, ...faultyDefinitions, ...faultyFlows, ...faultyForeign, ...faultyValues });
const titles = (kinds: ReadonlyMap<string, { readonly title: string }>): ReadonlyMap<string, string> => new Map([...kinds].map(([type, { title }]) => [type, title]));

function contextOf(definition: JsonObject): FixContext {
  const { nodes, actions, triggers, validators } = testCatalogue;
  const facts = [...nodes].map(([type, { title, role, leavesBy, bodies }]) => [type, { title, role, leavesBy, bodies: typeof bodies === 'number' ? { least: bodies, most: bodies } : bodies }] as const);
  return { definition, nodes: new Map(facts), actions: titles(actions), triggers: titles(triggers), validators: titles(validators) };
}

const found = (definition: JsonObject): readonly Finding[] => verify(definition, { catalogue: testCatalogue }).findings as unknown as readonly Finding[];

describe('quick fixes', () => {
  it('every code of verification has one, or a reason for none', () => {
    expect(Object.keys(fixesByCode).toSorted()).toEqual(Object.keys(findingCodes).toSorted());
  });

  it.each(faults)('%s: what is offered mends it', (_name, { definition, code, where }) => {
    const finding = found(definition).find((one) => one.code === code && one.where === where);
    if (finding === undefined) throw new Error(`${code} is not found at ${where}`);

    for (const { title, edits } of quickFixesOf(finding, contextOf(definition))) {
      const after = edits.reduce<JsonObject>((before, edit) => applyEdit(before, edit), definition);
      const same = found(after).filter((one) => one.code === code && one.where === where && one.message === finding.message);
      expect({ title, same }).toEqual({ title, same: [] });
    }
  });

  it('every code that has a fix offers one for a fault of it', () => {
    const offered = faults.flatMap(([, { definition, code, where }]) => {
      const finding = found(definition).find((one) => one.code === code && one.where === where);
      return finding !== undefined && quickFixesOf(finding, contextOf(definition)).length > 0 ? [code] : [];
    });
    const seeded = new Set(faults.map(([, { code }]) => code));
    const fixable = Object.entries(fixesByCode).flatMap(([code, fix]) => (typeof fix === 'function' && seeded.has(code) ? [code] : []));

    expect([...new Set(offered)].toSorted()).toEqual(fixable.toSorted());
  });

  it('takes the connector that was meant', () => {
    const definition = chain([node('work', 'workStep', { entry: [ask('say', 'Hi', { connector: 'antropic' })] })]);
    const [finding] = verify(definition, { catalogue: testCatalogue, connectors: ['anthropic'] }).findings as unknown as readonly Finding[];

    expect(mended(definition, finding, { connectors: ['anthropic'] })).toEqual([]);
  });

  it('adds what is used to the permissions', () => {
    const definition = chain([node('work', 'workStep', { entry: [ask('say')] })], { permissions: { actions: [] } });
    const finding = found(definition).find(({ code }) => code === 'permission_undeclared');

    expect(mended(definition, finding)).toEqual([]);
  });

  it('gives an action another name than the one a card takes', () => {
    const definition = chain([node('review', 'uiCard', { config: { card: 'form' }, entry: [ask('card')] })], { cards: [card('form', [])] }, { review: 'card-submitted' });
    const finding = found(definition).find(({ code }) => code === 'reserved_name');

    expect(mended(definition, finding)).toEqual([]);
  });
});

/** What of the finding's kind is left once the first fix is done. */
function mended(definition: JsonObject, finding: Finding | undefined, place: { readonly connectors?: readonly string[] } = {}): readonly string[] {
  const [fix] = finding === undefined ? [] : quickFixesOf(finding, contextOf(definition));
  if (fix === undefined) return ['nothing is offered'];
  const after = fix.edits.reduce<JsonObject>((before, edit) => applyEdit(before, edit), definition);
  return verify(after, { catalogue: testCatalogue, ...place }).findings.flatMap(({ code, message }) => (code === finding?.code ? [message] : []));
}
