import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { findingCodes } from '../../../../src/core/domain/runtime/verify/finding.ts';
import { verify, type VerifyContext } from '../../../../src/core/domain/runtime/verify/verify.ts';
import { step, workflow } from '../support/definitions.ts';
import { testCatalogue } from '../support/test-actions.ts';
import { ask, chain, go, inputs, node, number, routed, set, when, withRoot } from './corpus/parts.ts';

const found = (definition: JsonObject, context: Omit<VerifyContext, 'catalogue'> = {}) => verify(definition, { catalogue: testCatalogue, ...context });
const places = (definition: JsonObject, context: Omit<VerifyContext, 'catalogue'> = {}) => found(definition, context).findings.map(({ code, where }) => `${code} ${where}`);

it('the page of codes lists exactly the codes there are, with their meanings', () => {
  const page = readFileSync(path.join(import.meta.dirname, '../../../../docs/verify.md'), 'utf8');
  const listed = [...page.matchAll(/^\| `(\w+)` \| (.+) \|$/gmu)].map(([, code = '', meaning = '']) => [code, meaning]);

  expect(Object.fromEntries(listed)).toEqual(findingCodes);
});

describe('what the workflow names of the outside', () => {
  const asking = chain([node('work', 'workStep', { entry: [ask('draft', 'Hi', { connector: 'clod' })] })]);
  const writing = chain([node('work', 'workStep', { entry: [step('keep', 'file.write', { config: { path: '/srv/reports/a.md', content: 'x' } })] })]);

  it('a connector that is not there is found where verify is told which are, with the nearest name', () => {
    expect(found(asking, { connectors: ['mock', 'cloud'] }).findings).toMatchObject([{ code: 'missing_connector', severity: 'error', where: 'nodes.work.actions.draft.config.connector', fix: 'Did you mean "cloud"?' }]);
    expect(found(asking, { connectors: ['clod'] }).findings).toEqual([]);
    expect(found(asking)).toMatchObject({ findings: [], notAnalysed: ['whether the connectors it names are there'] });
  });

  it('an absolute path outside of the allowed directories is found, a relative one is left alone', () => {
    expect(places(writing, { directories: ['/srv/inbox'] })).toEqual(['missing_directory nodes.work.actions.keep.config.path']);
    expect(places(writing, { directories: ['/srv/reports'] })).toEqual([]);
    expect(found(writing).notAnalysed).toEqual(['whether the directories it names may be used']);
  });

  it('what the permissions do not name is found', () => {
    expect(places({ ...asking, permissions: { connectors: ['mock'], actions: ['file.write'] } })).toEqual(['permission_undeclared nodes.work.actions.draft', 'permission_undeclared nodes.work.actions.draft.config.connector']);
    expect(places({ ...asking, permissions: { connectors: ['clod'], actions: ['llm.chat'] } })).toEqual([]);
  });
});

describe('the worst case of paid calls', () => {
  const three = chain([node('one', 'workStep', { entry: [ask('a'), ask('b')] }), node('two', 'workStep', { entry: [ask('c')] })]);

  it('retries and all ways are counted, and held against what may be spent', () => {
    expect(places({ ...three, permissions: { spend: 800 } }, { costOfCall: 100 })).toEqual(['budget_exceeded permissions.spend']);
    expect(places({ ...three, permissions: { spend: 900 } }, { costOfCall: 100 })).toEqual([]);
    expect(places({ ...three, limits: { budget: { run: { micros: 800, calls: 8 } } } }, { costOfCall: 100 })).toEqual(['budget_exceeded limits.budget.run.micros', 'budget_exceeded limits.budget.run.calls']);
    expect(places({ ...three, limits: { budget: { run: { calls: 9 } } } })).toEqual([]);
    expect(found({ ...three, permissions: { spend: 900 } }).notAnalysed).toEqual(['what its paid calls cost in the worst case, since no price is known']);
  });

  const mostOf = (definition: JsonObject): unknown => found({ ...definition, limits: { budget: { run: { calls: 1 } } } }).findings.find(({ code }) => code === 'budget_exceeded')?.data?.count?.there;
  const agent = (config: JsonObject): JsonObject => chain([node('work', 'workStep', { entry: [step('search', 'llm.agent', { config: { prompt: 'Find it.', ...config }, retry: { maxRetries: 1 } })] })]);
  const tools = [{ name: 'look', description: 'Reads', action: 'file.read', config: { file: 'notes.md' } }];

  it('an agent is counted with all of its turns, each of which may fail', () => {
    expect(mostOf(agent({ tools }))).toBe(20);
    expect(mostOf(agent({ tools, maxTurns: 4 }))).toBe(8);
    expect(mostOf(agent({ tools, maxTurns: 9, maxToolCalls: 2 }))).toBe(6);
    expect(mostOf(agent({ tools, maxTurns: 9, maxToolCalls: 2, answer: { type: 'object' } }))).toBe(18);
    expect(mostOf(agent({}))).toBe(2);
  });

  it('a workflow called is counted as often as it is called, with those it calls itself', () => {
    const calling = (slug: string): JsonObject => node('call', 'subWorkflow', { config: { workflow: slug } });
    const inner = chain([node('say', 'workStep', { entry: [ask('a')] })]);
    const middle = chain([calling('inner'), node('more', 'workStep', { entry: [ask('b')] })]);
    expect(mostOf({ ...chain([calling('middle'), node('again', 'subWorkflow', { config: { workflow: 'inner' } })]), called: { middle, inner } })).toBe(9);
    expect(found({ ...chain([calling('middle')]), limits: { budget: { run: { calls: 1 } } } }).notAnalysed).toContain('what the workflows it calls pay for, since they are not at hand');
  });

  it('what a decision asks its model is counted with its repair, and both with the attempts that fail', () => {
    const definition = workflow(
      [node('begin', 'start'), node('route', 'decision', { config: { mode: 'model', prompt: 'Which?' } }), node('done', 'end')],
      [go('t1', 'begin', 'route', 'immediate'), go('t2', 'route', 'done', ['ai-decision', { choice: 'on' }]), go('t3', 'route', 'done', 'manual-selection')],
    );
    expect(mostOf(definition)).toBe(6);
  });
});

describe('what is not looked at is said', () => {
  it('a condition that computes is named, and a sound simple one leaves nothing out', () => {
    const computing = routed([go('t2', 'route', 'yes', when('inputs.n * 2 > inputs.n + 3')), go('t3', 'route', 'no', 'condition', { isDefault: true })], { inputs: inputs({ n: { type: 'number' } }) });

    expect(found(computing).notAnalysed).toEqual(['conditions of "route" that do more than compare values with constants']);
    expect(found(chain([node('work', 'workStep')]))).toEqual({ findings: [], notAnalysed: [] });
  });

  it('a definition that cannot be read is looked at no further', () => {
    expect(found({ ...chain([]), root: 3 }).notAnalysed).toEqual(['paths, names, types and conditions, until the definition itself can be read']);
  });
});

it('the nearest name is proposed for a misspelt one', () => {
  const misspelt = routed([go('t2', 'route', 'yes', when('inputs.amonut > 3')), go('t3', 'route', 'no', 'condition', { isDefault: true })], { inputs: inputs({ amount: { type: 'number' } }) });

  expect(found(misspelt).findings).toMatchObject([{ code: 'unknown_name', fix: 'Did you mean "amount"?' }, { code: 'unused_input' }]);
});

describe('what findings call things', () => {
  const twice = (names: { readonly ask?: string; readonly t3?: string }) => {
    const definition = chain([node('ask', 'workStep', names.ask === undefined ? {} : { name: names.ask }), node('show', 'workStep')]);
    return withRoot(definition, { transitions: [go('t9', 'ask', 'done', 'task-complete', names.t3 === undefined ? {} : { name: names.t3 })] });
  };
  const messages = (definition: JsonObject) => found(definition).findings.filter(({ code }) => code === 'shadowed_transition').map(({ message }) => message);

  it('a transition is called by the names of its ends, or by its own name', () => {
    expect(messages(twice({ ask: 'Ask a model' }))).toEqual(['Whenever "Ask a model → done" could be taken, "Ask a model → show" is taken before it.']);
    expect(messages(twice({ t3: 'Otherwise' }))).toEqual(['Whenever "Otherwise" could be taken, "ask → show" is taken before it.']);
  });

  it('of two that are called the same each is told by its id', () => {
    const definition = withRoot(chain([node('ask', 'workStep', { name: 'Ask' })]), { transitions: [go('t9', 'ask', 'done', 'task-complete')] });

    expect(messages(definition)).toEqual(['Whenever "Ask → done (t9)" could be taken, "Ask → done (t2)" is taken before it.']);
  });

  it('of two triggers of a type that are switched off, the second is found by its number', () => {
    const off = { type: 'condition', config: { when: 'true' }, enabled: false };
    const definition = routed([{ id: 't2', from: 'route', to: 'yes', triggers: [{ ...off, enabled: true }, off] }, go('t3', 'route', 'no', 'condition', { isDefault: true })]);

    expect(places(definition)).toContain('switched_off transitions.t2.triggers.1');
  });
});

describe('what the ends of a workflow yield', () => {
  const ending = (config: JsonObject, outputs: JsonObject) => withRoot({ ...chain([node('work', 'workStep')]), outputs }, { nodes: [node('other', 'end', { config })], transitions: [go('t9', 'work', 'other', when('true'), { priority: -1 })] });
  const summary = { type: 'object', properties: { summary: { type: 'string' } } };

  it('every end that counts as completed yields what has to be given, one that failed need not', () => {
    const required = { ...summary, required: ['summary'] };

    expect(places(ending({ outputs: { summary: 'x' }, result: 'approved' }, required))).not.toContain('output_missing nodes.other.config.outputs');
    expect(places(ending({ result: 'approved' }, required))).toContain('output_missing nodes.other.config.outputs');
    expect(places(ending({ result: 'failed' }, required))).not.toContain('output_missing nodes.other.config.outputs');
    expect(places(ending({}, summary))).not.toContain('output_missing nodes.other.config.outputs');
  });

  it('a name nobody declared is a hint with the nearest one, an error where no others are taken, and nothing where nothing is declared', () => {
    const undeclared = (outputs: JsonObject) => found(ending({ outputs: { sumary: 'x' } }, outputs)).findings.filter(({ code }) => code === 'output_undeclared');

    expect(undeclared(summary)).toMatchObject([{ severity: 'info', where: 'nodes.other.config.outputs.sumary', fix: 'Did you mean "summary"?' }]);
    expect(undeclared({ ...summary, additionalProperties: false })).toMatchObject([{ severity: 'error' }]);
    expect(undeclared({ ...summary, additionalProperties: { type: 'string' } })).toEqual([]);
    expect(undeclared({})).toEqual([]);
  });
});

it('a cycle in which something is waited for on every round needs no loop', () => {
  const hold = { 'task-complete': node('hold', 'workStep'), scheduled: node('hold', 'wait', { config: { after: 'PT1M' } }) };
  const cycle = (trigger: 'task-complete' | 'scheduled') => withRoot(routed([go('t2', 'route', 'hold', when('vars.n < 3')), go('t3', 'route', 'no', 'condition', { isDefault: true })], { variables: { n: number() } }, ['no']), { nodes: [hold[trigger], node('work', 'workStep', { entry: [set('count', 'n', '{{ vars.n + 1 }}')] })], transitions: [go('t8', 'hold', 'work', trigger), go('t9', 'work', 'route', 'task-complete')] });
  const again = (trigger: 'task-complete' | 'scheduled') => found(cycle(trigger)).findings.map(({ code }) => code);

  expect(again('task-complete')).toEqual(['cycle_without_loop']);
  expect(again('scheduled')).toEqual([]);
});

it('what an author wrote keeps its letters at the beginning of a sentence, and a value that is none of those possible is told the nearest', () => {
  const misspelt = routed([go('t2', 'route', 'yes', when("inputs.kind == 'aproved'")), go('t3', 'route', 'no', 'condition', { isDefault: true })], { inputs: inputs({ kind: { enum: ['approved', 'rejected'] } }) });

  expect(found(misspelt).findings[0]).toMatchObject({ code: 'type_mismatch', message: 'inputs.kind and "aproved" are never equal: possible are "approved", "rejected".', fix: 'Did you mean "approved"?' });
});
