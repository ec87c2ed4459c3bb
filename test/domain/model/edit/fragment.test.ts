import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../../src/core/domain/model/edit/apply-edit.ts';
import { idOf, nodesIn, rootId, transitionsIn } from '../../../../src/core/domain/model/edit/definition-reading.ts';
import { type Fragment, fragmentOf, fragmentText, pasteEdit, readFragment } from '../../../../src/core/domain/model/edit/fragment.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { addNode, sample } from '../definition/definition-edits.ts';

const copied = (definition: JsonObject, ...nodes: readonly string[]): Fragment => readFragment(fragmentText(fragmentOf(definition, nodes) ?? expect.fail())) ?? expect.fail();
const pasted = (definition: JsonObject, fragment: Fragment, region = 'root'): JsonObject => applyEdit(definition, pasteEdit(definition, fragment, { region, act: 'paste' }));

describe('what is copied', () => {
  it('keeps what people said of it, of nodes in its bodies too, under its new id', () => {
    const said = applyEdit(sample, { kind: 'set', at: 'workflow', path: ['about'], value: { owner: 'Team', nodes: { prep: { owner: 'Ann', tags: ['first'] }, draft: { description: 'Writes' } } } });

    const after = pasted(said, copied(said, 'prep', 'refine'));

    expect(after['about']).toEqual({ owner: 'Team', nodes: { prep: { owner: 'Ann', tags: ['first'] }, draft: { description: 'Writes' }, prep_2: { owner: 'Ann', tags: ['first'] }, draft_2: { description: 'Writes' } } });
    const cut = applyEdit(said, { kind: 'remove', nodes: ['prep'], transitions: [], notes: [], reconnect: false });
    expect(pasted(cut, copied(said, 'prep'), 'pass')['about']).toEqual(said['about']);
    expect(pasted(sample, copied(sample, 'prep'))['about']).toBeUndefined();
  });

  it('is refused in words where it is a start alone and one is there, and goes where none is', () => {
    expect(() => pasted(sample, copied(sample, 'begin'))).toThrow('There is a start here already');
    expect(nodesIn(pasted(sample, copied(sample, 'begin', 'prep')), 'root').map(idOf)).toEqual(['begin', 'prep', 'refine', 'show', 'done', 'prep_2']);
    const without = applyEdit(sample, { kind: 'remove', nodes: ['enter'], transitions: [], notes: [], reconnect: false });
    expect(nodesIn(pasted(without, copied(sample, 'begin', 'enter'), 'pass'), 'pass').map(idOf)).toEqual(['draft', 'stop', 'begin_2']);
  });

  it('has transitions between different nodes only, also where a text holds an id twice', () => {
    const node = { id: 'a', type: 'workStep' };
    const twice: Fragment = { format: 'aiwm.fragment/1', nodes: [node, node], transitions: [{ id: 't', from: 'a', to: 'a', triggers: [{ type: 'task-complete' }] }], cards: [], places: {} };

    const after = pasted(sample, twice);

    expect(nodesIn(after, 'root').map(idOf).slice(-2)).toEqual(['a', 'a_2']);
    expect(transitionsIn(after).length).toBe(transitionsIn(sample).length);
  });

  it('reads its own actions and what its transitions ask, under their new ids', () => {
    const asking = applyEdit(sample, { kind: 'set', at: 'transitions.t2', path: ['validators'], value: [{ id: 'look', type: 'manual-approval', config: { approves: ['ask'] } }] });
    const reading = applyEdit(asking, { kind: 'set', at: 'nodes.refine', path: ['config'], value: { until: 'nodes.prep.look.by == "" || nodes.prep.ask.text == ""' } });

    const text = JSON.stringify(pasteEdit(reading, copied(reading, 'prep', 'refine'), { region: 'root', act: 'paste' }));

    expect(text).toContain('"approves":["ask_2"]');
    expect(text).toContain(String.raw`nodes.prep_2.look_2.by == \"\" || nodes.prep_2.ask_2.text`);
  });
});

describe('edits of several nodes', () => {
  it('moves a container once where its child is chosen with it', () => {
    const outer = applyEdit(sample, { kind: 'add_node', region: 'root', node: { id: 'outer', type: 'loop', config: { until: 'true' }, bodies: [{ id: 'round', nodes: [{ id: 'first', type: 'start' }], transitions: [] }] } });

    const after = applyEdit(outer, { kind: 'move_into', nodes: ['refine', 'draft'], region: 'round', places: {} });

    expect([nodesIn(after, 'round').map(idOf), nodesIn(after, 'pass').map(idOf)]).toEqual([['first', 'refine'], ['enter', 'draft', 'stop']]);
  });

  it('leads on from what is removed only where there is one way, and not to where one leads already', () => {
    const forked = applyEdit(addNode('other')(sample), { kind: 'connect', transition: { id: 't9', from: 'prep', to: 'other', triggers: [{ type: 'error' }] } });

    const after = applyEdit(forked, { kind: 'remove', nodes: ['prep'], transitions: [], notes: [], reconnect: true });

    expect(transitionsIn(after, rootId(after)).map(idOf)).toEqual(['t3', 't4']);
  });

  it('renames a node in conditions of what people may do', () => {
    const offering = applyEdit(sample, { kind: 'set', at: 'nodes.refine', path: ['userActions'], value: [{ id: 'again', label: 'Again', when: 'nodes.prep.ask.text != ""', action: { type: 'llm.chat', config: { prompt: '{{ nodes.prep.ask.text }}' } } }] });

    const text = JSON.stringify(nodesIn(applyEdit(offering, { kind: 'rename_id', node: 'prep', to: 'ready' })));

    expect(text).toContain(String.raw`"when":"nodes.ready.ask.text != \"\""`);
    expect(text).toContain('{{ nodes.ready.ask.text }}');
  });
});
