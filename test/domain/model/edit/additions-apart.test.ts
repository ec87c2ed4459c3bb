import { describe, expect, it } from 'vitest';
import { mergeDefinitions } from '../../../../src/core/domain/model/definition/merge-definitions.ts';
import { additionsApart } from '../../../../src/core/domain/model/edit/additions-apart.ts';
import { withNewIds } from '../../../../src/core/domain/model/edit/new-ids.ts';
import { addNode, addTransition, at, sample } from '../definition/definition-edits.ts';

describe('what both sides of a merge added under one id', () => {
  it('gets another id on one side, and what reads it there follows', () => {
    const theirs = addTransition('t5', 'prep', 'extra')(addNode('extra')(sample));
    const ours = at(addTransition('t5', 'extra', 'done')(addNode('extra')(sample)), ['root', 'nodes', 1, 'name'], () => 'Read');

    const apart = withNewIds(at(ours, ['root', 'nodes', 1, 'entry', 1, 'config', 'prompt'], () => '{{ nodes.extra.text }}'), additionsApart({ base: sample, ours, theirs }));
    const { definition } = mergeDefinitions({ base: sample, ours: theirs, theirs: apart });

    expect(definition).toMatchObject({ root: { nodes: expect.arrayContaining([expect.objectContaining({ id: 'extra' }), expect.objectContaining({ id: 'extra_2' })]) } });
    expect(definition).toMatchObject({ root: { transitions: expect.arrayContaining([expect.objectContaining({ id: 't5', from: 'prep', to: 'extra' }), expect.objectContaining({ id: expect.stringMatching(/^t[6-9]$/u), from: 'extra_2', to: 'done' })]) } });
    expect(JSON.stringify(definition)).toContain('{{ nodes.extra_2.text }}');
  });

  it('keeps its id where only one side added it', () => {
    expect(additionsApart({ base: sample, ours: addNode('extra')(sample), theirs: addNode('other')(sample) }).size).toBe(0);
  });
});
