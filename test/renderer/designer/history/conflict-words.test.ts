import { describe, expect, it } from 'vitest';
import { mergeDefinitions } from '../../../../src/core/domain/model/definition/merge-definitions.ts';
import { applyEdit } from '../../../../src/core/domain/model/edit/apply-edit.ts';
import type { Edit } from '../../../../src/core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { settledAsSeen } from '../../../../src/renderer/designer/history/seen-choices.ts';
import { sideSayer } from '../../../../src/renderer/designer/history/side-words.ts';
import { emptyDefinition } from '../designer-fixture.ts';

const base = applyEdit(emptyDefinition, { kind: 'add_node', region: 'root', node: { id: 'ask', type: 'workStep', name: 'Ask a model', entry: [{ id: 'say', type: 'llm.chat', name: 'Greet', config: { prompt: 'Hello' } }] } });
const written = (value: string): Edit => ({ kind: 'set', at: 'nodes.ask', path: ['entry', 0, 'config', 'prompt'], value });
const described = (value: string): JsonObject => ({ ...base, description: value });

describe('what stands at a conflict', () => {
  it('is said by names, not as the document has it', () => {
    const sides = { base, ours: applyEdit(base, written('Good morning')), theirs: applyEdit(base, { kind: 'remove', nodes: ['ask'], transitions: [], notes: [], reconnect: false }) };
    const [conflict] = mergeDefinitions(sides).conflicts ?? [];
    if (conflict === undefined) throw new Error('They conflict.');

    const say = sideSayer(sides);

    expect(say(conflict, 'ours')).toBe('Prompt of Ask a model › Greet: was “Hello”, is “Good morning”');
    expect(say(conflict, 'theirs')).toBeUndefined();
    expect(say(conflict, 'base')).toBe('As it was before');
  });
});

describe('what was chosen at a conflict', () => {
  const sides = { base, ours: described('Mine'), theirs: described('Theirs') };
  const [where = ''] = settledAsSeen(sides, new Map()).conflicts.map((conflict) => conflict.where);
  const chosen = new Map([[where, { choice: { take: 'theirs' } as const, theirs: 'Theirs' }]]);

  it('holds as long as the other side has what was seen', () => {
    expect(settledAsSeen(sides, chosen)).toMatchObject({ definition: { description: 'Theirs' }, open: [] });
  });

  it('is open again once the other side has written on', () => {
    const later = settledAsSeen({ ...sides, theirs: described('Theirs, and more') }, chosen);
    expect(later.definition).toBeUndefined();
    expect(later.open).toHaveLength(1);
    expect(later.choices.size).toBe(0);
  });
});
