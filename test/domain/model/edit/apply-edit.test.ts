import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { standardCatalogue } from '../../../../src/core/domain/catalogue/catalogue.ts';
import { applyEdit } from '../../../../src/core/domain/model/edit/apply-edit.ts';
import { exitsOf, findCard, findNode, findTransition, idOf, nodesIn, rootId, transitionsIn } from '../../../../src/core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../../src/core/domain/model/edit/edit.ts';
import { editWords } from '../../../../src/core/domain/model/edit/edit-words.ts';
import { expressionPlaces } from '../../../../src/core/domain/model/edit/expression-places.ts';
import { fragmentOf, fragmentText, pasteEdit, readFragment } from '../../../../src/core/domain/model/edit/fragment.ts';
import { renamedExpression, renamedTemplate } from '../../../../src/core/domain/model/edit/rename-reads.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { draftDefinition } from '../../../../src/core/domain/services/draft-definition.ts';
import { createCatalogueService } from '../../../../src/core/domain/services/catalogue-service.ts';
import { localUser } from '../../../../src/core/domain/model/caller.ts';
import { sample } from '../definition/definition-edits.ts';

const examples = path.join(import.meta.dirname, '../../../../examples');
const triggers = [{ type: 'task-complete' }];
const refused = (edit: Edit, definition: JsonObject = sample) => () => applyEdit(definition, edit);
const remove = (change: Partial<Extract<Edit, { kind: 'remove' }>>): Edit => ({ kind: 'remove', nodes: [], transitions: [], notes: [], reconnect: false, ...change });
const definitionOf = async (example: string): Promise<JsonObject> => draftDefinition(JSON.parse(await readFile(path.join(examples, example, 'workflow.json'), 'utf8')) as JsonObject, example);

describe('an edit', () => {
  it.each<{ readonly what: string; readonly edit: Edit }>([
    { what: 'a field no definition can hold', edit: { kind: 'set', at: 'nodes.prep', path: ['config', '__proto__', 'x'], value: 1 } },
    { what: 'the id of a node in a body, past what names it', edit: { kind: 'set', at: 'nodes.refine', path: ['bodies', 0, 'nodes', 0, 'id'], value: 'other' } },
    { what: 'an end of a transition in a body', edit: { kind: 'set', at: 'nodes.refine', path: ['bodies', 0, 'transitions', 0, 'to'], value: 'other' } },
  ])('does not set $what', ({ edit }) => {
    expect(refused(edit)).toThrow(expect.objectContaining({ code: 'input_invalid' }));
  });

  it('changes what it names, and everything else stays the same object', () => {
    const after = applyEdit(sample, { kind: 'set', at: 'nodes.draft', path: ['name'], value: 'Draft it' });

    expect(findNode(after, 'draft')?.['name']).toBe('Draft it');
    expect(findNode(after, 'prep')).toBe(findNode(sample, 'prep'));
    expect(after['cards']).toBe(sample['cards']);
    expect(applyEdit(sample, { kind: 'set', at: 'nodes.draft', path: ['type'], value: 'workStep' })).toBe(sample);
  });

  it.each<readonly [string, Edit, RegExp]>([
    ['of a node to itself', { kind: 'connect', transition: { id: 'x', from: 'prep', to: 'prep', triggers } }, /"prep" cannot be connected to itself/u],
    ['that is there, fired by the same', { kind: 'connect', transition: { id: 'x', from: 'prep', to: 'refine', triggers } }, /There is a transition prep → refine already that fires on the same \(task-complete\)/u],
    ['into another body', { kind: 'connect', transition: { id: 'x', from: 'prep', to: 'draft', triggers } }, /stand in different bodies/u],
    ['to a node that is not there', { kind: 'redirect', transition: 't1', to: 'nobody' }, /There is no node "nobody"/u],
    ['with an id that is taken', { kind: 'connect', transition: { id: 'b1', from: 'prep', to: 'done', triggers } }, /"b1" is taken/u],
    ['of a container into itself', { kind: 'move_into', nodes: ['refine'], region: 'pass', places: {} }, /cannot be moved into its own body/u],
    ['to an id that is taken', { kind: 'rename_id', node: 'prep', to: 'draft' }, /"draft" is taken/u],
    ['of an id by itself', { kind: 'set', at: 'nodes.prep', path: ['id'], value: 'x' }, /not changed by itself/u],
    ['of the last trigger', { kind: 'take', at: 'transitions.t1', list: ['triggers'], index: 0 }, /triggers/u],
    ['of a name that is empty', { kind: 'set', at: 'workflow', path: ['name'], value: '' }, /name/u],
    ['beyond the end of a list', { kind: 'shift', at: 'nodes.prep', list: ['entry'], from: 0, to: 7 }, /2 items/u],
    ['of a field no workflow has', { kind: 'set', at: 'workflow', path: ['nonsense'], value: 1 }, /no field "nonsense"/u],
  ])('%s is refused in words', (_case, edit, words) => {
    expect(refused(edit)).toThrow(words);
  });

  it('may lead to the same node once more by another trigger', () => {
    const after = applyEdit(sample, { kind: 'connect', transition: { id: 't9', from: 'prep', to: 'refine', triggers: [{ type: 'error' }] } });
    expect(exitsOf(after, 'prep').map(idOf)).toEqual(['t2', 't9']);
  });

  it('that removes a node takes its transitions, its place and what is said of it', () => {
    const noted = applyEdit(sample, { kind: 'set', at: 'workflow', path: ['about', 'nodes', 'begin'], value: { owner: 'me' } });
    const after = applyEdit(noted, remove({ nodes: ['begin'] }));

    expect(transitionsIn(after, rootId(after)).map(idOf)).toEqual(['t2', 't3', 't4']);
    expect(after['layout']).toEqual({});
    expect(after['about']).toEqual({});
  });

  it('that removes a node between two others connects them where that was asked for', () => {
    const after = applyEdit(sample, remove({ nodes: ['prep', 'refine'], reconnect: true }));
    expect(findTransition(after, 't1')).toMatchObject({ from: 'begin', to: 'show' });
  });

  it('splices a node into a transition', () => {
    const after = applyEdit(sample, { kind: 'splice', transition: 't2', node: { id: 'check', type: 'decision' }, onward: { id: 't9', triggers: [{ type: 'condition' }] }, place: { x: 5, y: 6 } });

    expect([findTransition(after, 't2'), findTransition(after, 't9')]).toMatchObject([{ from: 'prep', to: 'check' }, { from: 'check', to: 'refine' }]);
    expect(after['layout']).toMatchObject({ check: { x: 5, y: 6 } });
  });

  it('moves nodes into a body with the transitions between them', () => {
    const after = applyEdit(sample, { kind: 'move_into', nodes: ['prep', 'begin'], region: 'pass', places: {} });

    expect(nodesIn(after, 'pass').map(idOf)).toEqual(['enter', 'draft', 'stop', 'prep', 'begin']);
    expect(transitionsIn(after, 'pass').map(idOf)).toEqual(['b1', 'b2', 't1']);
    expect(transitionsIn(after, 'root').map(idOf)).toEqual(['t3', 't4']);
  });

  it('closes the gap a node leaves that moves, where one way leads on', () => {
    const move: Edit = { kind: 'move_into', nodes: ['prep'], region: 'pass', places: {} };

    expect(transitionsIn(applyEdit(sample, move), 'root').map(idOf)).toEqual(['t3', 't4']);
    expect(transitionsIn(applyEdit(sample, { ...move, reconnect: true }), 'root').map(({ id, from, to }) => [id, from, to])).toEqual([['t1', 'begin', 'refine'], ['t3', 'refine', 'show'], ['t4', 'show', 'done']]);
  });

  it('has words for people', () => {
    expect(editWords(sample, { kind: 'set', at: 'nodes.prep', path: ['entry', 1, 'config', 'prompt'], value: 'x' })).toBe('Change prompt of ask');
    expect(editWords(sample, remove({ nodes: ['prep', 'show', 'done'] }))).toBe('Delete 3 nodes');
    expect(editWords(sample, remove({ nodes: ['prep'], reconnect: true }))).toBe('Delete prep and reconnect');
    expect(editWords(sample, { kind: 'connect', transition: { from: 'prep', to: 'show' } })).toBe('Connect prep → show');
    expect(editWords(sample, { kind: 'redirect', transition: 't2', from: 'refine', to: 'prep' })).toBe('Reverse prep → refine');
    expect(editWords(sample, { kind: 'insert', at: 'nodes.prep', list: ['entry'], index: 0, item: { id: 'new', name: 'Look' } })).toBe('Add action Look to prep');
  });
});

describe('a node that gets another id', () => {
  it('is followed by everything that reads it in the samples: renamed and renamed back, they are the same', async () => {
    for (const example of await readdir(examples)) {
      const before = await definitionOf(example);
      for (const id of nodesIn(before).map(idOf)) {
        const renamed = applyEdit(before, { kind: 'rename_id', node: id, to: 'quite_another' });
        expect(JSON.stringify(renamed)).not.toMatch(new RegExp(`(nodes|loops)\\.${id}\\b`, 'u'));
        expect(JSON.stringify(applyEdit(renamed, { kind: 'rename_id', node: 'quite_another', to: id }))).toBe(JSON.stringify(before));
      }
    }
  });

  it('is renamed wherever an expression reads it, and not in texts', () => {
    const renames = { nodes: new Map([['ask', 'write']]) };
    expect(renamedExpression(`nodes.ask.say + nodes["ask"].say + 'nodes.ask' + loops.ask.index + nodes.asked.x + vars.nodes.ask // nodes.ask`, renames)).toBe(`nodes.write.say + nodes["write"].say + 'nodes.ask' + loops.write.index + nodes.asked.x + vars.nodes.ask // nodes.ask`);
    expect(renamedTemplate(String.raw`nodes.ask {{ {'a': nodes.ask.say} }} \{{ nodes.ask }}`, renames)).toBe(String.raw`nodes.ask {{ {'a': nodes.write.say} }} \{{ nodes.ask }}`);
  });

  it('is looked for where the catalogue says that expressions stand', async () => {
    const { items } = await createCatalogueService({ catalogue: standardCatalogue }).list({}, { ...localUser('process'), correlationId: 'x', signal: new AbortController().signal });
    const found = items.flatMap(({ type, config }) => placesOf(config).map((place) => `${type} ${place}`));
    expect(found.toSorted()).toEqual(Object.entries(expressionPlaces).flatMap(([type, places]) => places.map((place) => `${type} ${place}`)).toSorted());
  });
});

describe('an input, an output, a variable or a body that gets another name', () => {
  const definition: JsonObject = {
    format: 'aiwm.workflow/1', name: 'Test',
    inputs: { type: 'object', required: ['topic'], properties: { topic: { type: 'string' }, other: { type: 'string' } } },
    outputs: { type: 'object', required: ['summary'], properties: { summary: { type: 'string' } } },
    variables: { text: { schema: {}, initial: '' } },
    cards: [{ id: 'review', title: 'On {{ inputs.topic }}', fields: [] }],
    root: {
      id: 'root',
      nodes: [
        { id: 'begin', type: 'start' },
        { id: 'both', type: 'parallel', bodies: [{ id: 'left', nodes: [], transitions: [] }, { id: 'right', variables: { text: { schema: {}, initial: '' } }, nodes: [{ id: 'own', type: 'workStep', entry: [{ id: 'put', type: 'variable.set', config: { name: 'text', value: '{{ vars.text }} {{ inputs.topic }}' } }] }], transitions: [] }] },
        { id: 'write', type: 'workStep', entry: [{ id: 'set', type: 'variable.set', config: { name: 'text', value: '{{ vars.text + inputs["topic"] }} text' } }] },
        { id: 'done', type: 'end', config: { outputs: { summary: '{{ vars.text }}', from: '{{ nodes.both.results.left.text }}' } } },
      ],
      transitions: [],
    },
  };
  const renamed = (what: 'input' | 'output' | 'variable' | 'body', name: string, region?: string) => applyEdit(definition, { kind: 'rename_name', what, name, to: 'fresh', ...(region === undefined ? {} : { region }) });
  const changed = (after: JsonObject): string => JSON.stringify(after).replaceAll('fresh', '#');

  it.each([
    ['input', 'topic', JSON.stringify(definition).replaceAll(/(?<=[."])topic(?=["\\\s])/gu, '#')],
    ['output', 'summary', JSON.stringify(definition).replaceAll('"summary"', '"#"')],
    ['body', 'left', JSON.stringify(definition).replaceAll('left', '#')],
  ] as const)('%s %s is followed wherever it is read or named', (what, name, expected) => {
    const after = renamed(what, name);

    expect(changed(after)).toBe(expected);
    expect(JSON.stringify(applyEdit(after, { kind: 'rename_name', what, name: 'fresh', to: name }))).toBe(JSON.stringify(definition));
  });

  it('a variable is followed, and a body with one of the same name keeps its own', () => {
    const after = renamed('variable', 'text');

    expect(findNode(after, 'write')).toMatchObject({ entry: [{ config: { name: 'fresh', value: '{{ vars.fresh + inputs["topic"] }} text' } }] });
    expect(findNode(after, 'done')).toMatchObject({ config: { outputs: { summary: '{{ vars.fresh }}' } } });
    expect(findNode(after, 'own')).toBe(findNode(definition, 'own'));
    const own = renamed('variable', 'text', 'right');
    expect(findNode(own, 'own')).toMatchObject({ entry: [{ config: { name: 'fresh', value: '{{ vars.fresh }} {{ inputs.topic }}' } }] });
    expect(findNode(own, 'write')).toEqual(findNode(definition, 'write'));
  });

  it('is refused where the name is taken, is none, or is not there', () => {
    expect(refused({ kind: 'rename_name', what: 'input', name: 'topic', to: 'other' }, definition)).toThrow(/"other" is taken/u);
    expect(refused({ kind: 'rename_name', what: 'body', name: 'left', to: 'right' }, definition)).toThrow(/"right" is taken/u);
    expect(refused({ kind: 'rename_name', what: 'variable', name: 'nothing', to: 'other' }, definition)).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});

function placesOf(schema: unknown, at = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { format, properties, items, anyOf } = schema as { readonly format?: string; readonly properties?: object; readonly items?: unknown; readonly anyOf?: unknown[] };
  const own = format === 'expression' ? [at] : [];
  return [...own, ...Object.entries(properties ?? {}).flatMap(([name, one]) => placesOf(one, at === '' ? name : `${at}.${name}`)), ...placesOf(items, `${at}.*`), ...(anyOf ?? []).flatMap((one) => placesOf(one, at))];
}

describe('a fragment', () => {
  it('is pasted with ids of its own, and what reads inside of it follows', async () => {
    const approval = await definitionOf('approval');
    const fragment = readFragment(fragmentText(fragmentOf(approval, ['write', 'review']) ?? expect.fail()));
    const edit = pasteEdit(approval, fragment ?? expect.fail(), { region: 'root', act: 'paste', at: { x: 10, y: 20 } });
    const after = applyEdit(approval, edit);

    const pasted = nodesIn(after, 'root').slice(nodesIn(approval, 'root').length);
    expect(pasted.map(idOf)).toEqual(['write_2', 'review_2']);
    expect(JSON.stringify(pasted)).toContain('{{ nodes.write_2.ask_2.text }}');
    expect(transitionsIn(after).length).toBe(transitionsIn(approval).length + 1);
    expect(after['cards']).toEqual(approval['cards']);
    expect(fragment?.cards.map(idOf)).toEqual(['review']);
  });

  it('brings its cards into another workflow, under another id where one is taken', async () => {
    const approval = await definitionOf('approval');
    const edit = pasteEdit(sample, fragmentOf(approval, ['review']) ?? expect.fail(), { region: 'root', act: 'paste' });
    const after = applyEdit(sample, edit);

    expect(findNode(after, 'review')).toMatchObject({ config: { card: 'review_2' } });
    expect(findCard(after, 'review_2')?.['title']).toBe(findCard(approval, 'review')?.['title']);
  });

  it('keeps bodies whole, wherever they go, and no text that is none is one', () => {
    const after = applyEdit(sample, pasteEdit(sample, fragmentOf(sample, ['refine', 'draft']) ?? expect.fail(), { region: 'pass', act: 'duplicate' }));

    expect(nodesIn(after, 'pass').map(idOf)).toEqual(['enter', 'draft', 'stop', 'refine_2']);
    expect(nodesIn(after, 'pass_2').map(idOf)).toEqual(['enter_2', 'draft_2', 'stop_2']);
    expect(readFragment('hello')).toBeUndefined();
    expect(readFragment('{"format":"aiwm.fragment/1"}')).toBeUndefined();
  });
});
