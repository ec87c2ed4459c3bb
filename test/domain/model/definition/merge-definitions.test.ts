import { describe, expect, it } from 'vitest';
import { conflictWords } from '../../../../src/core/domain/model/definition/merge-conflict.ts';
import { mergeDefinitions } from '../../../../src/core/domain/model/definition/merge-definitions.ts';
import type { Json, JsonObject } from '../../../../src/core/domain/model/json.ts';
import { addNode, addTransition, at, removeNode, sample } from './definition-edits.ts';

const entry = ['root', 'nodes', 1, 'entry'] as const;
const prompt = [...entry, 1, 'config', 'prompt'] as const;
const set = (path: readonly (string | number)[], value: Json) => (definition: JsonObject): JsonObject => at(definition, path, () => value);
const ids = (list: Json | undefined): string[] => (list as { readonly id: string }[]).map(({ id }) => id);
const rootOf = (definition: JsonObject | undefined): JsonObject => definition?.['root'] as JsonObject;
const merge = (ours: JsonObject, theirs: JsonObject) => mergeDefinitions({ base: sample, ours, theirs });
const conflictsOf = (ours: JsonObject, theirs: JsonObject) => merge(ours, theirs).conflicts ?? [];

describe('what two people changed apart from each other', () => {
  it('is merged down to fields of the same action', () => {
    const { definition } = merge(set(prompt, 'Sing it')(sample), set([...entry, 1, 'config', 'model'], 'large')(sample));

    expect((rootOf(definition)['nodes'] as JsonObject[])[1]?.['entry']).toMatchObject([{ id: 'read' }, { id: 'ask', config: { prompt: 'Sing it', model: 'large' } }]);
  });

  it('is merged when one moved a node that the other changed', () => {
    const show = (rootOf(sample)['nodes'] as JsonObject[])[3] ?? {};
    const moved = at(removeNode('show')(sample), ['root', 'nodes', 2, 'bodies', 0, 'nodes'], (nodes) => [...(nodes as Json[]), show]);

    const { definition } = merge(moved, set(['root', 'nodes', 3, 'name'], 'Look')(sample));

    expect(JSON.stringify((rootOf(definition)['nodes'] as JsonObject[])[2])).toContain('"id":"show","type":"uiCard","name":"Look"');
  });

  it('keeps what each added, after what it was put after', () => {
    const { definition } = merge(addNode('mine')(sample), addTransition('late', 'prep', 'done')(addNode('yours')(sample)));

    expect(ids(rootOf(definition)['nodes']).toSorted((left, right) => (left < right ? -1 : 1))).toEqual(['begin', 'done', 'mine', 'prep', 'refine', 'show', 'yours']);
    expect(ids(rootOf(definition)['transitions'])).toEqual(['t1', 't2', 't3', 't4', 'late']);
  });

  it('takes the order of the side that rearranged, with what the other put in', () => {
    const first: JsonObject = { id: 'first', type: 'llm.chat', config: {} };

    const { definition } = merge(at(sample, entry, (list) => (list as Json[]).toReversed()), at(sample, entry, (list) => [first, ...(list as Json[])]));

    expect(ids((rootOf(definition)['nodes'] as JsonObject[])[1]?.['entry'])).toEqual(['first', 'ask', 'read']);
  });

  it.each<{ readonly what: string; readonly where: readonly string[]; readonly mine: Json; readonly yours: Json }>([
    { what: 'where a note stands', where: ['canvasNotes', 'n1'], mine: { text: 'Same', x: 0, y: 0, width: 100, height: 50 }, yours: { text: 'Same', x: 9, y: 9, width: 200, height: 50 } },
    { what: 'the size of a node', where: ['layout', 'begin', 'width'], mine: 100, yours: 200 },
  ])('is no conflict where both changed $what: ours stays', ({ where, mine, yours }) => {
    const { definition } = merge(set(where, mine)(sample), set(where, yours)(sample));
    expect(where.reduce<Json | undefined>((value, key) => (value as JsonObject | undefined)?.[key], definition)).toEqual(mine);
  });

  it.each<{ readonly what: string; readonly where: readonly string[]; readonly mine: Json; readonly yours: Json; readonly told: string }>([
    { what: 'the text of a note on the canvas', where: ['canvasNotes', 'n1'], mine: { text: 'Mine', x: 0, y: 0, width: 100, height: 50 }, yours: { text: 'Yours', x: 5, y: 0, width: 100, height: 50 }, told: 'canvasNotes.n1.text' },
    { what: 'who owns it', where: ['about', 'owner'], mine: 'me', yours: 'you', told: 'about.owner' },
    { what: 'what it is filed under', where: ['about', 'tags'], mine: ['red'], yours: ['blue'], told: 'about.tags' },
    { what: 'what is said of a node', where: ['about', 'nodes', 'begin', 'description'], mine: 'Mine', yours: 'Yours', told: 'about.nodes.begin.description' },
  ])('is asked about where both wrote $what', ({ where, mine, yours, told }) => {
    expect(conflictsOf(set(where, mine)(sample), set(where, yours)(sample))).toMatchObject([{ reason: 'both_changed', where: told }]);
  });

  it('is no conflict where only pictures differ: ours stays', () => {
    const { definition } = merge(set(['layout', 'begin', 'x'], 1)(sample), set(['layout', 'begin', 'x'], 2)(sample));

    expect(definition?.['layout']).toEqual({ begin: { x: 1, y: 0 } });
  });
});

describe('a conflict names its place and the three sides', () => {
  it('where both changed one field', () => {
    const [conflict, ...others] = conflictsOf(set(prompt, 'Sing it')(sample), set(prompt, 'Shout it')(sample));

    expect(conflict).toEqual({ reason: 'both_changed', where: 'root/prep/ask.config.prompt', base: 'Say it', ours: 'Sing it', theirs: 'Shout it' });
    expect(others).toEqual([]);
    expect(conflict === undefined ? '' : conflictWords(conflict)).toBe('root/prep/ask.config.prompt: both sides changed it (base "Say it", ours "Sing it", theirs "Shout it")');
  });

  it('where one changed what the other deleted', () => {
    const [conflict] = conflictsOf(set(['root', 'nodes', 3, 'name'], 'Look')(sample), removeNode('show')(sample));

    expect(conflict).toMatchObject({ reason: 'changed_and_deleted', where: 'root/show', base: { type: 'uiCard' }, ours: { name: 'Look' } });
    expect(conflict).not.toHaveProperty('theirs');
  });

  it('where one leads to a node the other deleted', () => {
    expect(conflictsOf(addTransition('late', 'prep', 'show')(sample), removeNode('show')(sample))).toEqual([{ reason: 'target_deleted', where: 'root/late.to', ours: 'show' }]);
  });

  it('where one shows a card the other deleted', () => {
    const another = at(sample, ['root', 'nodes'], (nodes) => [...(nodes as Json[]), { id: 'again', type: 'uiCard', config: { card: 'review' } }]);

    expect(conflictsOf(another, set(['cards'], [])(removeNode('show')(sample)))).toEqual([{ reason: 'target_deleted', where: 'root/again.config.card', ours: 'review' }]);
  });

  it('where one assigns a variable the other deleted', () => {
    const sets = at(sample, entry, (list) => [...(list as Json[]), { id: 'put', type: 'variable.set', config: { name: 'text', value: 'x' } }]);

    expect(conflictsOf(sets, at(sample, ['variables', 'text'], () => undefined))).toEqual([{ reason: 'target_deleted', where: 'root/prep/put.config.name', ours: 'text' }]);
  });

  it('where one worked inside what the other deleted', () => {
    const inside = at(sample, ['root', 'nodes', 2, 'bodies', 0, 'nodes', 1, 'exit'], () => [{ id: 'note', type: 'variable.set', config: { name: 'text', value: 'x' } }]);

    const conflicts = conflictsOf(inside, removeNode('refine')(sample));

    expect(conflicts).toContainEqual(expect.objectContaining({ reason: 'home_deleted', where: 'root/refine/pass/draft/note' }));
  });

  it('where both moved a part, each to another place', () => {
    const [, prep] = rootOf(sample)['nodes'] as [JsonObject, JsonObject];
    const [read] = prep['entry'] as [JsonObject];
    const without = at(sample, entry, (list) => (list as Json[]).slice(1));
    const toExit = at(without, ['root', 'nodes', 1, 'exit'], () => [read]);
    const toOther = at(without, ['root', 'nodes', 3, 'entry'], () => [read]);

    expect(conflictsOf(toExit, toOther)).toEqual([{ reason: 'both_moved', where: 'root/prep/read', base: 'prep.entry', ours: 'prep.exit', theirs: 'show.entry' }]);
  });

  it('where both rearranged the same actions', () => {
    const three = at(sample, entry, (list) => [...(list as Json[]), { id: 'third', type: 'llm.chat', config: {} }]);
    const order = (...wanted: number[]): JsonObject => at(three, entry, (list) => wanted.map((place) => (list as Json[])[place] ?? null));

    expect(mergeDefinitions({ base: three, ours: order(1, 0, 2), theirs: order(0, 2, 1) }).conflicts).toEqual([
      { reason: 'both_rearranged', where: 'root/prep.entry', base: ['read', 'ask', 'third'], ours: ['ask', 'read', 'third'], theirs: ['read', 'third', 'ask'] },
    ]);
  });

  it('where each put one container into the other', () => {
    const loop = (id: string, inside: Json[]): JsonObject => ({ id, type: 'loop', config: {}, bodies: [{ id: `${id}_body`, nodes: inside, transitions: [] }] });
    const root = (...nodes: Json[]): JsonObject => ({ format: 'aiwm.workflow/1', name: 'Circle', root: { id: 'root', nodes, transitions: [] } });

    const { conflicts } = mergeDefinitions({ base: root(loop('a', []), loop('b', [])), ours: root(loop('a', [loop('b', [])])), theirs: root(loop('b', [loop('a', [])])) });

    expect(conflicts?.map(({ reason, where }) => `${where} ${reason}`)).toEqual(expect.arrayContaining(['root/a moved_in_circle', 'root/b moved_in_circle']));
  });
});
