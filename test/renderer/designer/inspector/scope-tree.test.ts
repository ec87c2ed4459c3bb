import { describe, expect, it } from 'vitest';
import type { ScopeEntry } from '../../../../src/renderer/designer/inspector/scope/scope-entry.ts';
import { scopeTree } from '../../../../src/renderer/designer/inspector/scope/scope-tree.ts';
import { offeredOf } from '../../../../src/renderer/designer/inspector/scope/use-scope.ts';

const entry = (path: string, more: Partial<ScopeEntry> = {}): ScopeEntry => ({ path, type: 'text', from: 'Ask', writers: [], isSensitive: false, isCertain: true, samples: [], ...more });

describe('what may be read', () => {
  it('stands by the names of its paths, in the order it came', () => {
    const [nodes, vars] = scopeTree([entry('nodes.ask'), entry('nodes.ask.say.text'), entry('nodes.ask.say["a b"]'), entry('vars.n')]);

    expect(nodes).toMatchObject({ path: 'nodes', inner: [{ path: 'nodes.ask', entry: { path: 'nodes.ask' }, inner: [{ path: 'nodes.ask.say', inner: [{ path: 'nodes.ask.say.text' }, { path: 'nodes.ask.say["a b"]' }] }] }] });
    expect(nodes?.entry).toBeUndefined();
    expect(vars?.inner[0]?.name).toBe('n');
  });

  it('says who writes it once, at the outermost name all of which that one writes', () => {
    const from = 'Ask for a greeting in Greet';
    const [nodes, vars] = scopeTree([entry('nodes.greet.ask.text', { from }), entry('nodes.greet.ask.model', { from }), entry('nodes.other.ask.text', { from: 'Other' }), entry('vars.n', { from: 'Start' }), entry('vars.m', { from })]);

    expect(nodes?.from).toBeUndefined();
    expect(nodes?.inner.map((each) => each.from)).toEqual([from, 'Other']);
    expect(nodes?.inner[0]?.inner[0]).not.toHaveProperty('from');
    expect(nodes?.inner[0]?.inner[0]?.inner[0]).not.toHaveProperty('from');
    expect(vars?.inner.map((each) => each.from)).toEqual(['Start', from]);
  });

  it('is narrowed by paths and by who writes them', () => {
    expect(scopeTree([entry('vars.total'), entry('vars.name', { from: 'Greeter' })], 'greet').flatMap(({ inner }) => inner.map(({ path }) => path))).toEqual(['vars.name']);
  });

  it('is offered with its type, and says what is sensitive or not always there', () => {
    const [first, second] = offeredOf({ entries: [entry('vars.key', { isSensitive: true, isCertain: false })], functions: [{ name: 'size', signature: 'size(list)', summary: 'How many' }] });

    expect(first).toMatchObject({ label: 'vars.key', detail: 'text, sensitive', info: 'Ask; not on every way' });
    expect(second).toMatchObject({ kind: 'function', detail: 'size(list)', info: 'How many' });
  });
});
