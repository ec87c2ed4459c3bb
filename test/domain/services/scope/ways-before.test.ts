import { describe, expect, it } from 'vitest';
import { createCatalogue, standardLists } from '../../../../src/core/domain/catalogue/catalogue.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { readableValues } from '../../../../src/core/domain/services/scope/readable-values.ts';
import { scopePlace } from '../../../../src/core/domain/services/scope/scope-place.ts';
import { waysBefore } from '../../../../src/core/domain/services/scope/ways-before.ts';

const catalogue = createCatalogue(standardLists);
const chat = (id: string): JsonObject => ({ id, type: 'llm.chat', config: { prompt: 'Hello' } });
const step = (id: string, ...entry: readonly JsonObject[]): JsonObject => ({ id, type: 'workStep', entry });
const way = (from: string, to: string, type = 'task-complete'): JsonObject => ({ id: `${from}_${to}`, from, to, triggers: [{ type, config: {} }] });

function offered(definition: JsonObject, where: string): readonly string[] {
  const place = scopePlace(definition, where);
  const before = waysBefore(catalogue, definition, place);
  const values = readableValues(catalogue, definition, place).filter(({ path }) => before.canBeThere(path));
  return values.toSorted((one, other) => before.distance(one.path) - before.distance(other.path)).map(({ path }) => path);
}

/** Of what is offered, the actions and the parts of `error`, in their order. */
const told = (paths: readonly string[]): readonly string[] => paths.filter((path) => path === 'error.code' || /^(?:nodes|loops)\.\w+\.\w+$/u.test(path));

const straight: JsonObject = {
  root: {
    id: 'root',
    nodes: [{ id: 'start', type: 'start' }, step('read', chat('first')), step('ask', chat('prepare'), chat('say'), chat('check')), step('write', chat('last')), { id: 'done', type: 'end' }],
    transitions: [way('start', 'read', 'immediate'), way('read', 'ask'), way('ask', 'write'), way('write', 'done')],
  },
};

describe('what is offered at a place', () => {
  it('has happened by then, the nearest step first: neither its own result, nor what comes after, nor an error that leads nowhere here', () => {
    expect(told(offered(straight, 'nodes.ask.actions.say'))).toEqual(['nodes.ask.prepare', 'nodes.read.first']);
    expect(told(offered(straight, 'nodes.ask.actions.prepare'))).toEqual(['nodes.read.first']);
    expect(told(offered(straight, 'transitions.ask_write'))).toEqual(['nodes.ask.prepare', 'nodes.ask.say', 'nodes.ask.check', 'nodes.read.first']);
    expect(told(offered(straight, 'nodes.start'))).toEqual([]);
    expect(offered(straight, 'nodes.ask.actions.say')[0]).toBe('nodes.ask.prepare');
  });

  it('is the whole circle where the flow comes round', () => {
    const round: JsonObject = { root: { ...(straight['root'] as JsonObject), transitions: [way('start', 'read', 'immediate'), way('read', 'ask'), way('ask', 'write'), way('write', 'read'), way('ask', 'done')] } };

    expect(new Set(told(offered(round, 'nodes.read.actions.first')))).toEqual(new Set(['nodes.read.first', 'nodes.ask.prepare', 'nodes.ask.say', 'nodes.ask.check', 'nodes.write.last']));
  });

  it('tells of an error where one leads', () => {
    const failing: JsonObject = { root: { ...(straight['root'] as JsonObject), transitions: [way('start', 'read', 'immediate'), way('read', 'ask'), way('read', 'write', 'error'), way('ask', 'done')] } };

    expect(told(offered(failing, 'nodes.write.actions.last'))).toContain('error.code');
    expect(told(offered(failing, 'transitions.read_write'))).toContain('error.code');
    expect(told(offered(failing, 'nodes.ask.actions.say'))).not.toContain('error.code');
  });

  it('reaches into the bodies of what was gone through, and out of them', () => {
    const inBody: JsonObject = { id: 'each', type: 'loop', bodies: [{ id: 'body', nodes: [{ id: 'enter', type: 'start' }, step('one', chat('draft')), step('two', chat('review')), { id: 'leave', type: 'end' }], transitions: [way('enter', 'one', 'immediate'), way('one', 'two'), way('two', 'leave')] }] };
    const nested: JsonObject = { root: { id: 'root', nodes: [{ id: 'start', type: 'start' }, step('read', chat('first')), inBody, step('write', chat('last')), { id: 'done', type: 'end' }], transitions: [way('start', 'read', 'immediate'), way('read', 'each'), way('each', 'write', 'condition-met'), way('write', 'done')] } };

    expect(told(offered(nested, 'nodes.write.actions.last'))).toContain('nodes.two.review');
    expect(told(offered(nested, 'nodes.read.actions.first'))).toEqual([]);
    const inside = told(offered(nested, 'nodes.two.actions.review'));
    expect(inside[0]).toBe('nodes.one.draft');
    // The pass before did all of it.
    expect(inside).toContain('nodes.read.first');
    expect(inside).toContain('loops.each.count');
    expect(inside).not.toContain('nodes.write.last');
  });
});
