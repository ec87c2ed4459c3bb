import { describe, expect, it } from 'vitest';
import { createCatalogue, standardLists } from '../../../src/core/domain/catalogue/catalogue.ts';
import '../../../src/core/domain/model/schema-words.ts';
import { applyEdit } from '../../../src/core/domain/model/edit/apply-edit.ts';
import type { Edit } from '../../../src/core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { Finding as FindingShape, type Finding } from '../../../src/core/domain/operations/workflows.ts';
import { findingCodes } from '../../../src/core/domain/runtime/verify/finding.ts';
import { verify } from '../../../src/core/domain/runtime/verify/verify.ts';
import type { CommandContext } from '../../../src/renderer/designer/commands/designer-command.ts';
import { applyFix } from '../../../src/renderer/designer/problems/apply-fix.ts';
import type { FixContext } from '../../../src/renderer/designer/problems/fixes/quick-fix.ts';
import { mendingByCode, quickFixesOf } from '../../../src/renderer/designer/problems/fixes/fixes-by-code.ts';
import { ask, card, chain, go, node, workflow } from '../../domain/runtime/verify/corpus/parts.ts';
import { faultyContainers } from '../../domain/runtime/verify/corpus/faulty-containers.ts';
import { faultyDefinitions } from '../../domain/runtime/verify/corpus/faulty-definitions.ts';
import { faultyFlows } from '../../domain/runtime/verify/corpus/faulty-flows.ts';
import { faultyForeign } from '../../domain/runtime/verify/corpus/faulty-foreign.ts';
import { faultyValues } from '../../domain/runtime/verify/corpus/faulty-values.ts';
import { testCatalogue } from '../../domain/runtime/support/test-actions.ts';
import { fixContextOf as contextOf, foundIn as found } from './fix-support.ts';

const spare = { 'a variable nothing names': { definition: chain([node('work', 'workStep', { entry: [ask('say')] })], { variables: { spare: { schema: { type: 'string' }, initial: '' } } }), code: 'unused_variable', where: 'variables.spare' } };
const faults = Object.entries({ ...faultyContainers, ...faultyDefinitions, ...faultyFlows, ...faultyForeign, ...faultyValues, ...spare });

const isSame = (one: Finding, other: Finding): boolean => one.code === other.code && one.where === other.where && one.message === other.message;

const noFinding: Finding = { code: '', severity: 'info', where: '', message: '' };

describe('quick fixes', () => {
  it('every code of verification has one, or a reason for none', () => {
    expect(Object.keys(mendingByCode).toSorted()).toEqual(Object.keys(findingCodes).toSorted());
    expect(Object.entries(mendingByCode).filter(([, { fix, none }]) => (fix === undefined) === (none === undefined))).toEqual([]);
  });

  it.each(faults)('%s: whatever is offered mends its finding, is not refused and makes no error', (_name, { definition }) => {
    const before = found(definition);
    for (const finding of before) {
      for (const { title, edits, field } of quickFixesOf(finding, contextOf(definition))) {
        if (field !== undefined) continue;
        const after = found(edits.reduce<JsonObject>((done, edit) => applyEdit(done, edit), definition));
        const left = after.filter((one) => isSame(one, finding));
        const added = after.filter((one) => one.severity === 'error' && !before.some((other) => other.code === one.code && (other.where === one.where || other.message === one.message)));
        expect({ of: finding.code, title, left, added }).toEqual({ of: finding.code, title, left: [], added: [] });
      }
    }
  });

  it.each(faults)('%s: what is found keeps its shape through the contract', (_name, { definition }) => {
    expect(found(definition).map((finding) => FindingShape.parse({ ...finding, trace: undefined }))).toEqual(found(definition).map((finding) => ({ ...finding, trace: undefined })));
  });

  it.each(faults)('%s: what is offered is read out of no sentence', (_name, { definition }) => {
    const unsaid = found(definition).map((finding) => ({ said: quickFixesOf(finding, contextOf(definition)), unsaid: quickFixesOf({ ...finding, message: '', fix: '' }, contextOf(definition)) }));

    expect(unsaid.map((one) => one.unsaid)).toEqual(unsaid.map(({ said }) => said));
  });

  it('a choice whose name holds quotes is led on by its whole name', () => {
    const choice = 'Say "yes" now';
    const definition = workflow(
      [node('begin', 'start'), node('route', 'decision', { config: { mode: 'model', prompt: 'Which?', choices: [{ choice }, { choice: 'no' }] } }), node('done', 'end')],
      [go('t1', 'begin', 'route', 'immediate'), go('t2', 'route', 'done', ['ai-decision', { choice: 'no' }])],
    );
    const finding = found(definition).find(({ code }) => code === 'choice_without_transition');

    expect(quickFixesOf(finding ?? noFinding, contextOf(definition))[0]?.edits).toMatchObject([{ kind: 'connect', transition: { from: 'route', triggers: [{ type: 'ai-decision', config: { choice } }] } }]);
    expect(mended(definition, finding)).toEqual([]);
  });

  it('takes the type and the word of JSON Schema that were meant', () => {
    const fixed = (inputs: JsonObject): JsonObject => found(chain([], { inputs })).filter(({ code }) => code === 'schema_invalid').reduce<JsonObject>((definition, finding) => (quickFixesOf(finding, contextOf(definition))[0]?.edits ?? []).reduce(applyEdit, definition), chain([], { inputs }));

    expect(fixed({ type: 'object', properties: { a: { type: 'strin' }, b: { type: ['null', 'int'] } } })).toMatchObject({ inputs: { properties: { a: { type: 'string' }, b: { type: ['null', 'integer'] } } } });
    expect(fixed({ type: 'object', propertis: { a: {} } })).toMatchObject({ inputs: { type: 'object', properties: { a: {} } } });
  });

  it('a connector whose name holds quotes is called as it is called', () => {
    const definition = chain([node('work', 'workStep', { entry: [ask('say', 'Hi', { connector: 'the "big" on' })] })]);
    const connectors = ['the "big" one', 'big'];
    const [finding] = verify(definition, { catalogue: testCatalogue, connectors }).findings as unknown as readonly Finding[];

    expect(mended(definition, finding, { connectors })).toEqual([]);
  });

  it('every code that has a fix offers one for a fault of it', () => {
    const offered = faults.flatMap(([, { definition, code, where }]) => {
      const finding = found(definition).find((one) => one.code === code && one.where === where);
      return finding !== undefined && quickFixesOf(finding, contextOf(definition)).length > 0 ? [code] : [];
    });
    const seeded = new Set(faults.map(([, { code }]) => code));
    const fixable = Object.entries(mendingByCode).flatMap(([code, { fix }]) => (fix !== undefined && seeded.has(code) ? [code] : []));

    expect([...new Set(offered)].toSorted()).toEqual(fixable.toSorted());
  });

  it('takes the connector that was meant', () => {
    const definition = chain([node('work', 'workStep', { entry: [ask('say', 'Hi', { connector: 'antropic' })] })]);
    const [finding] = verify(definition, { catalogue: testCatalogue, connectors: ['anthropic'] }).findings as unknown as readonly Finding[];

    expect(mended(definition, finding, { connectors: ['anthropic'] })).toEqual([]);
  });

  it('gives an input that a called workflow needs, and calls a misspelt one as it is called there', () => {
    const named = { ...chain([node('say', 'workStep')], { inputs: { type: 'object', required: ['invoice'], properties: { invoice: { type: 'string' } } } }), name: 'Named' };
    const calling = (inputs: JsonObject) => chain([node('call', 'subWorkflow', { config: { workflow: 'named', inputs } })], { inputs: { type: 'object', properties: { invoice: { type: 'string' } } }, called: { named } });
    const fixed = (inputs: JsonObject) => {
      const definition = calling(inputs);
      return found(definition).filter(({ code }) => code === 'contract_mismatch').map((finding) => quickFixesOf(finding, contextOf(definition)).map(({ edits }) => edits)).flat(2);
    };

    expect(fixed({})).toEqual([{ kind: 'set', at: 'nodes.call', path: ['config', 'inputs'], value: { invoice: '{{ inputs.invoice }}' } }]);
    expect(fixed({ invoce: 'x' })).toContainEqual({ kind: 'set', at: 'nodes.call', path: ['config', 'inputs'], value: { invoice: 'x' } });
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

it('an action that gives what is read of it only under another setting is set so', () => {
  const { actions } = createCatalogue(standardLists);
  const context: FixContext = { definition: { root: { id: 'root', nodes: [{ id: 'load', entry: [{ id: 'first' }, { id: 'read', type: 'file.read', name: 'Read the notes', config: {} }] }], transitions: [] } }, nodes: new Map(), actions: new Map(), gives: new Map([...actions].flatMap(([type, { gives }]) => (gives === undefined ? [] : [[type, { ...gives }] as const]))), triggers: new Map(), validators: new Map() };
  const finding: Finding = { code: 'unknown_name', severity: 'error', where: 'nodes.ask.actions.say.config.prompt', message: 'nodes.load.read.text does not exist.', data: { path: 'nodes.load.read.text', name: 'text' } };

  expect(quickFixesOf(finding, context)).toEqual([{ title: 'Set As of “Read the notes” to text', edits: [{ kind: 'set', at: 'nodes.load', path: ['entry', 1, 'config', 'as'], value: 'text' }] }]);
});
