import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { verify } from '../../../../src/core/domain/runtime/verify/verify.ts';
import { step } from '../support/definitions.ts';
import { testCatalogue } from '../support/test-actions.ts';
import { ask, chain, go, inputs, node, routed, set, text, when, withRoot } from './corpus/parts.ts';

const found = (definition: JsonObject, connectors: readonly string[] = ['mock']) => {
  const { findings, notAnalysed } = verify(definition, { catalogue: testCatalogue, connectors });
  return { places: findings.map(({ code, where }) => `${code} ${where}`), notAnalysed };
};

const empty = node('read', 'workStep', { entry: [step('file', 'file.read', { config: { file: '' } })] });

describe('one faulty field', () => {
  it('of an action is no reason not to look at the expressions of the others', () => {
    const { places, notAnalysed } = found(chain([empty, node('work', 'workStep', { entry: [ask('draft', 'About {{ vars.topik }} and {{ nodes.read.file.txt }}')] })], { variables: { topic: text() } }));

    expect(places).toEqual(['config_invalid nodes.read.actions.file.config.file', 'unknown_name nodes.work.actions.draft.config.prompt', 'unknown_name nodes.work.actions.draft.config.prompt', 'unused_variable variables.topic']);
    expect(notAnalysed).toEqual([]);
  });

  it('of an action leaves the ways of a run looked at', () => {
    const route = routed([go('t2', 'route', 'yes', when('inputs.n > 5')), go('t3', 'route', 'no', when('inputs.n > 7'))], { inputs: inputs({ n: { type: 'number' } }) });
    const withEmpty = withRoot(route, { nodes: [empty, node('after', 'end')], transitions: [go('t5', 'read', 'after', 'task-complete')] });

    expect(found(withEmpty).places).toContain('shadowed_transition transitions.t3');
  });

  it('keeps what else stands in the same config looked at, and says nothing of what stands in for it', () => {
    const { places } = found(chain([node('work', 'workStep', { entry: [step('draft', 'llm.chat', { config: { system: 'Of {{ vars.topik }}', connector: 'clod' } })] })]));

    expect(places.toSorted()).toEqual(['config_invalid nodes.work.actions.draft.config.prompt', 'missing_connector nodes.work.actions.draft.config.connector', 'unknown_name nodes.work.actions.draft.config.system']);
  });

  it('that cannot be read leaves names and types looked at, and says that the ways are not', () => {
    const { places, notAnalysed } = found(routed([go('t2', 'route', 'yes', when('vars.')), go('t3', 'route', 'no', when('vars.nothing > 1'))]));

    expect(places).toEqual(['expression_invalid transitions.t2.triggers.condition.config.when', 'unknown_name transitions.t3.triggers.condition.config.when']);
    expect(notAnalysed).toContain('the ways runs take, until the errors of the definition are mended');
  });

  it('that may have read something does not make what it read unused', () => {
    const { places, notAnalysed } = found(chain([node('work', 'workStep', { entry: [set('keep', 'topic', 'x'), ask('draft', 'About {{ vars.topic + }}')] })], { variables: { topic: text() } }));

    expect(places).toEqual(['expression_invalid nodes.work.actions.draft.config']);
    expect(notAnalysed).toEqual(['whether everything declared is used']);
  });
});

describe('a fault of the structure', () => {
  it('leaves names and types looked at', () => {
    const definition = chain([node('work', 'workStep', { entry: [ask('draft', 'About {{ vars.topik }}')] })]);
    const twice = withRoot(definition, { nodes: [node('again', 'start')] });

    expect(found(twice).places).toEqual(['start_count regions.root', 'unknown_name nodes.work.actions.draft.config.prompt']);
  });

  it('of a type that there is none of leaves the rest looked at, but for what that node leaves', () => {
    const odd = node('work', 'nothingLikeIt', { entry: [ask('own', 'About {{ vars.nope }}')] });
    const { places, notAnalysed } = found(chain([odd, node('then', 'workStep', { entry: [ask('draft', '{{ nodes.work.signal.name }} {{ nodes.work.own.txt }} {{ vars.gone }}')] })]));

    expect(places).toEqual(['unknown_kind nodes.work', 'unknown_name nodes.work.actions.own.config.prompt', 'unknown_name nodes.then.actions.draft.config.prompt']);
    expect(notAnalysed).toContain('the ways runs take, until the errors of the definition are mended');
  });

  it('of a container of a type that there is none of says that nothing else was looked at', () => {
    const body = { id: 'inside', nodes: [node('b', 'start'), node('e', 'end')], transitions: [go('x', 'b', 'e', 'immediate')] };

    expect(found(chain([node('work', 'nothingLikeIt', { bodies: [body] })])).notAnalysed).toEqual(['paths, names, types and conditions, until the definition itself can be read']);
  });

  it('in one of two triggers of a type is found at that one', () => {
    const both = { id: 't2', from: 'route', to: 'yes', triggers: [{ type: 'condition', config: { when: 'vars.nope > 1' } }, { type: 'condition', config: { when: 'vars.' } }] };

    expect(found(routed([both, go('t3', 'route', 'no', 'condition', { isDefault: true })])).places).toEqual(['expression_invalid transitions.t2.triggers.1.config.when', 'unknown_name transitions.t2.triggers.condition.config.when']);
  });
});
