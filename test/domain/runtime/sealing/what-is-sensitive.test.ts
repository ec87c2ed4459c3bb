import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { checkDefinition } from '../../../../src/core/domain/runtime/compile-definition.ts';
import type { SensitiveParts } from '../../../../src/core/domain/runtime/compile/sensitivity.ts';
import { go, node, step, workflow } from '../support/definitions.ts';

const secret = { type: 'object', properties: { pin: { type: 'string', writeOnly: true }, open: { type: 'string' } } };

function sensitiveIn(definition: JsonObject, slug = ''): SensitiveParts | undefined {
  const checked = checkDefinition(definition);
  if (!checked.ok) throw new Error(checked.issues.map(({ where, message }) => `${where}: ${message}`).join('\n'));
  return checked.compiled.sensitive?.get(slug);
}

function issuesOf(definition: JsonObject): readonly string[] {
  const checked = checkDefinition(definition);
  return checked.ok ? [] : checked.issues.map(({ where, message, next }) => `${where}: ${message} ${next ?? ''}`);
}

/** start → work(entry) → end */
function working(entry: readonly JsonObject[], more: JsonObject = {}, outputs: JsonObject = {}): JsonObject {
  return workflow(
    [node('begin', 'start'), node('work', 'workStep', { entry }), node('done', 'end', { config: { outputs } })],
    [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'done', 'task-complete')],
    { inputs: secret, ...more },
  );
}

const ask = (id: string, prompt: string): JsonObject => step(id, 'llm.chat', { config: { prompt } });
const set = (id: string, name: string, value: string): JsonObject => step(id, 'variable.set', { config: { name, value } });

describe('what of a definition is sensitive', () => {
  it('is nothing where nothing is marked', () => {
    expect(sensitiveIn(working([ask('say', '{{ inputs.pin }}')], { inputs: { type: 'object', properties: { pin: {} } } }))).toBeUndefined();
  });

  it('follows what an action is asked to what it gives, and on to what is asked with that', () => {
    const parts = sensitiveIn(working([ask('a', 'Is {{ inputs.pin }} good?'), ask('b', '{{ nodes.work.a.text }}'), ask('c', '{{ inputs.open }}')], {}, { said: '{{ nodes.work.b.text }}', open: '{{ nodes.work.c.text }}' }));

    expect([...(parts?.requests ?? [])]).toEqual(['work.a', 'work.b']);
    expect([...(parts?.outputs ?? [])]).toEqual(['said']);
  });

  it.each<[string, JsonObject]>([
    ['by a reference', { type: 'object', properties: { o: { $ref: '#/$defs/s' } }, $defs: { s: { type: 'object', properties: { p: { writeOnly: true } } } } }],
    ['by a reference from the whole', { $ref: '#/$defs/s', $defs: { s: { properties: { o: { writeOnly: true } } } } }],
    ['by a reference that goes round', { properties: { o: { $ref: '#/$defs/s' } }, $defs: { s: { properties: { again: { $ref: '#/$defs/s' }, p: { writeOnly: true } } } } }],
    ['by another schema for the same inputs', { type: 'object', properties: { o: {} }, allOf: [{ properties: { o: { writeOnly: true } } }] }],
    ['by a condition', { if: { properties: { x: {} } }, else: { properties: { o: { items: { writeOnly: true } } } } }],
  ])('finds an input that is marked %s', (_way, inputs) => {
    expect(sensitiveIn(working([], { inputs }))?.inputs).toEqual(new Set(['o']));
  });

  it.each<[string, JsonObject]>([
    ['additional ones', { type: 'object', additionalProperties: { writeOnly: true } }],
    ['those of a pattern', { type: 'object', allOf: [{ patternProperties: { '^o$': { writeOnly: true } } }] }],
    ['the whole', { type: 'object', writeOnly: true }],
  ])('cannot be known of inputs without a name: %s', (_which, inputs) => {
    expect(issuesOf(working([], { inputs }))).toEqual([expect.stringContaining('Name them under `properties`')]);
  });

  it('takes a reference to all variables for one to each', () => {
    const parts = sensitiveIn(working([ask('a', '{{ string(vars.size()) }}')], { variables: { key: { sensitive: true }, open: {} } }));

    expect(parts?.requests.has('work.a')).toBe(true);
  });

  it('follows variables round a circle', () => {
    const parts = sensitiveIn(working([ask('a', '{{ vars.second }}'), set('b', 'second', '{{ vars.first }}'), set('c', 'first', '{{ inputs.pin }}')], { variables: { first: { sensitive: true }, second: { sensitive: true } } }));

    expect(parts?.requests.has('work.a')).toBe(true);
  });

  it('seals what goes straight into a sensitive variable where it comes from', () => {
    const parts = sensitiveIn(working([step('read', 'file.read', { config: { file: 'x.txt' } }), set('keep', 'token', '{{ nodes.work.read.text }}')], { variables: { token: { sensitive: true } } }));

    expect(parts?.yields.has('work.read')).toBe(true);
    expect(parts?.requests.has('work.read')).toBe(false);
  });

  it('goes into called workflows with their inputs, and comes back with their outputs', () => {
    const helper = workflow(
      [node('in', 'start'), node('out', 'end', { config: { outputs: { back: '{{ inputs.given }}' } } })],
      [go('h1', 'in', 'out', 'immediate')],
      { inputs: { type: 'object', properties: { given: { type: 'string' } } } },
    );
    const definition = workflow(
      [node('begin', 'start'), node('call', 'subWorkflow', { config: { workflow: 'helper', inputs: { given: '{{ inputs.pin }}' } } }), node('done', 'end', { config: { outputs: { all: '{{ nodes.call.outputs }}' } } })],
      [go('t1', 'begin', 'call', 'immediate'), go('t2', 'call', 'done', 'task-complete')],
      { inputs: secret, called: { helper } },
    );

    expect([...(sensitiveIn(definition, 'helper')?.inputs ?? [])]).toEqual(['given']);
    expect([...(sensitiveIn(definition)?.outputs ?? [])]).toEqual(['all']);
  });

  it('stays with the items of a map, and comes out with its results', () => {
    const body = { id: 'one', nodes: [node('one_in', 'start'), node('one_out', 'end', { config: { outputs: { got: '{{ item }}' } } })], transitions: [go('m1', 'one_in', 'one_out', 'immediate')] };
    const parts = sensitiveIn(workflow(
      [node('begin', 'start'), node('each', 'map', { config: { over: '[inputs.pin]' }, bodies: [body] }), node('done', 'end', { config: { outputs: { results: '{{ nodes.each.results }}' } } })],
      [go('t1', 'begin', 'each', 'immediate'), go('t2', 'each', 'done', 'task-complete')],
      { inputs: secret },
    ));

    expect([...(parts?.items ?? [])]).toEqual(['each']);
    expect([...(parts?.outputs ?? [])]).toEqual(['results']);
  });

  it('lets nothing sensitive into a variable that is not, and says how to mend it', () => {
    expect(issuesOf(working([set('keep', 'open', 'x{{ inputs.pin }}')], { variables: { open: {} } }))).toEqual([expect.stringMatching(/work\.actions\.keep.*"open", which is not\. Mark it: variables\.open\.sensitive = true/u)]);
    expect(issuesOf(working([ask('a', '{{ inputs.pin }}'), set('keep', 'open', '{{ nodes.work.a.text }}')], { variables: { open: {} } }))).toHaveLength(1);
  });

  it('is not kept in the registry of documents, where nothing is sealed', () => {
    const saved = (content: string) => issuesOf(working([step('put', 'document.save', { config: { document: 'Notes', content } })]));

    expect(saved('The pin is {{ inputs.pin }}')).toEqual([expect.stringMatching(/work\.actions\.put.*registry of documents, unsealed.*Leave it out/u)]);
    expect(saved('No pin')).toEqual([]);
  });
});
