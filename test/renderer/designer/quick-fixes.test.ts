import { describe, expect, it } from 'vitest';
import '../../../src/core/domain/model/schema-words.ts';
import { applyEdit } from '../../../src/core/domain/model/edit/apply-edit.ts';
import type { Edit } from '../../../src/core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { Finding } from '../../../src/core/domain/operations/workflows.ts';
import { findingCodes } from '../../../src/core/domain/runtime/verify/finding.ts';
import { verify } from '../../../src/core/domain/runtime/verify/verify.ts';
import type { CommandContext } from '../../../src/renderer/designer/commands/designer-command.ts';
import { applyFix } from '../../../src/renderer/designer/problems/apply-fix.ts';
import { fixesByCode, quickFixesOf } from '../../../src/renderer/designer/problems/fixes/fixes-by-code.ts';
import type { FixContext } from '../../../src/renderer/designer/problems/fixes/quick-fix.ts';
import { ask, card, chain, node } from '../../domain/runtime/verify/corpus/parts.ts';
import { faultyContainers } from '../../domain/runtime/verify/corpus/faulty-containers.ts';
import { faultyDefinitions } from '../../domain/runtime/verify/corpus/faulty-definitions.ts';
import { faultyFlows } from '../../domain/runtime/verify/corpus/faulty-flows.ts';
import { faultyForeign } from '../../domain/runtime/verify/corpus/faulty-foreign.ts';
import { faultyValues } from '../../domain/runtime/verify/corpus/faulty-values.ts';
import { testCatalogue } from '../../domain/runtime/support/test-actions.ts';

const spare = { 'a variable nothing names': { definition: chain([node('work', 'workStep', { entry: [ask('say')] })], { variables: { spare: { schema: { type: 'string' }, initial: '' } } }), code: 'unused_variable', where: 'variables.spare' } };
const faults = Object.entries({ ...faultyContainers, ...faultyDefinitions, ...faultyFlows, ...faultyForeign, ...faultyValues, ...spare });
const titles = (kinds: ReadonlyMap<string, { readonly title: string }>): ReadonlyMap<string, string> => new Map([...kinds].map(([type, { title }]) => [type, title]));

function contextOf(definition: JsonObject): FixContext {
  const { nodes, actions, triggers, validators } = testCatalogue;
  const facts = [...nodes].map(([type, { title, role, leavesBy, bodies }]) => [type, { title, role, leavesBy, bodies: typeof bodies === 'number' ? { least: bodies, most: bodies } : bodies }] as const);
  return { definition, nodes: new Map(facts), actions: titles(actions), triggers: titles(triggers), validators: titles(validators) };
}

const found = (definition: JsonObject): readonly Finding[] => verify(definition, { catalogue: testCatalogue }).findings as unknown as readonly Finding[];

const isSame = (one: Finding, other: Finding): boolean => one.code === other.code && one.where === other.where && one.message === other.message;

describe('quick fixes', () => {
  it('every code of verification has one, or a reason for none', () => {
    expect(Object.keys(fixesByCode).toSorted()).toEqual(Object.keys(findingCodes).toSorted());
  });

  it.each(faults)('%s: whatever is offered mends its finding, is not refused and makes no error', (_name, { definition }) => {
    const before = found(definition);
    for (const finding of before) {
      for (const { title, edits } of quickFixesOf(finding, contextOf(definition))) {
        const after = found(edits.reduce<JsonObject>((done, edit) => applyEdit(done, edit), definition));
        const left = after.filter((one) => isSame(one, finding));
        const added = after.filter((one) => one.severity === 'error' && !before.some((other) => other.code === one.code && (other.where === one.where || other.message === one.message)));
        expect({ of: finding.code, title, left, added }).toEqual({ of: finding.code, title, left: [], added: [] });
      }
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

it('a fix that is refused at its second edit changes nothing, and says why', () => {
  const definition = chain([node('work', 'workStep')]);
  const edited: unknown[] = [];
  const said: string[] = [];
  const context = { session: { get: () => ({ definition }), edit: (edit: unknown) => edited.push(edit) > 0 }, view: { announce: (words: string) => said.push(words) } } as unknown as CommandContext;
  const rename = (id: string): Edit => ({ kind: 'set', at: `nodes.${id}`, path: ['name'], value: 'Work' });

  applyFix(context, { title: 'Mend it', edits: [rename('work'), rename('gone')] });
  expect({ edited, said }).toEqual({ edited: [], said: [expect.stringMatching(/^Mend it was not done: .*gone/u)] });

  applyFix(context, { title: 'Mend it', edits: [rename('work')] });
  expect({ edited, said: said.slice(1) }).toEqual({ edited: [rename('work')], said: ['Done: Mend it'] });
});

/** What of the finding's kind is left once the first fix is done. */
function mended(definition: JsonObject, finding: Finding | undefined, place: { readonly connectors?: readonly string[] } = {}): readonly string[] {
  const [fix] = finding === undefined ? [] : quickFixesOf(finding, contextOf(definition));
  if (fix === undefined) return ['nothing is offered'];
  const after = fix.edits.reduce<JsonObject>((before, edit) => applyEdit(before, edit), definition);
  return verify(after, { catalogue: testCatalogue, ...place }).findings.flatMap(({ code, message }) => (code === finding?.code ? [message] : []));
}
