import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConflictChoice, settleConflicts, type SettledMerge } from '../../../../src/core/domain/model/definition/settle-conflicts.ts';
import { idOf, indexOf } from '../../../../src/core/domain/model/edit/definition-reading.ts';
import type { Json, JsonObject } from '../../../../src/core/domain/model/json.ts';
import { draftDefinition } from '../../../../src/core/domain/services/draft-definition.ts';
import { isLong } from '../../../long.ts';
import { at, edited, removeNode, sample } from './definition-edits.ts';


const prompt = ['root', 'nodes', 1, 'entry', 1, 'config', 'prompt'] as const;
const set = (path: readonly (string | number)[], value: Json) => (definition: JsonObject): JsonObject => at(definition, path, () => value);
const settled = (ours: JsonObject, theirs: JsonObject, choices: readonly (readonly [string, ConflictChoice])[]): SettledMerge => settleConflicts({ base: sample, ours, theirs }, new Map(choices));
const nodes = (definition: JsonObject | undefined): readonly Json[] => ((definition?.['root'] as JsonObject | undefined)?.['nodes'] as JsonObject[] | undefined)?.map(({ id }) => id ?? '') ?? [];
const text = (definition: JsonObject | undefined): string => JSON.stringify(definition ?? null);

describe('conflicts of a merge are settled place by place', () => {
  const [mine, theirs] = [set(prompt, 'Sing it')(sample), set(prompt, 'Shout it')(set(['name'], 'Theirs')(sample))];
  const where = 'root/prep/ask.config.prompt';

  it('nothing is merged while one is open', () => {
    const { definition, open } = settled(mine, theirs, []);

    expect(definition).toBeUndefined();
    expect(open.map((one) => one.where)).toEqual([where]);
  });

  it('mine, theirs, or a value of its own; what the other changed elsewhere is there each time', () => {
    for (const [choice, expected] of [[{ take: 'ours' }, 'Sing it'], [{ take: 'theirs' }, 'Shout it'], [{ value: 'Hum it' }, 'Hum it']] as const) {
      const { definition, conflicts } = settled(mine, theirs, [[where, choice]]);

      expect(text(definition)).toContain(`"prompt":"${expected}"`);
      expect(definition?.['name']).toBe('Theirs');
      expect(conflicts).toMatchObject([{ where, base: 'Say it', ours: 'Sing it', theirs: 'Shout it' }]);
    }
  });

  it('a step one changed and the other deleted comes back with its transitions, or goes', () => {
    const changed = set(['root', 'nodes', 3, 'name'], 'Look at it')(sample);
    const gone = removeNode('show')(sample);

    const kept = settled(changed, gone, [['root/show', { take: 'ours' }]]).definition;
    const lost = settled(changed, gone, [['root/show', { take: 'theirs' }]]).definition;

    expect(nodes(kept)).toContain('show');
    expect(text(kept)).toContain('"id":"t4"');
    expect(nodes(lost)).toEqual(['begin', 'prep', 'refine', 'done']);
  });

  it('a step added in a body that goes takes its place on the canvas with it', () => {
    const body = ['root', 'nodes', 2, 'bodies', 0] as const;
    const added = set(['layout', 'later'], { x: 9, y: 9 })(at(sample, [...body, 'nodes'], (before) => [...(before as readonly Json[]), { id: 'later', type: 'workStep' }]));
    const gone = removeNode('refine')(sample);

    const { open } = settled(added, gone, []);
    const { definition } = settled(added, gone, open.map((one) => [one.where, { take: 'theirs' }] as const));

    expect(open).not.toEqual([]);
    expect(definition?.['layout']).toEqual(sample['layout']);
  });

  it('a transition one changed comes with the step the other deleted, and both go where the other wins', () => {
    const changed = set(['root', 'transitions', 2, 'priority'], 5)(sample);
    const gone = removeNode('show')(sample);

    const kept = settled(changed, gone, [['root/t3', { take: 'ours' }]]).definition;
    const lost = settled(changed, gone, [['root/t3', { take: 'theirs' }]]).definition;

    expect(nodes(kept)).toContain('show');
    expect(dangling(kept)).toEqual([]);
    expect(indexOf(kept ?? {}).transitions.get('t3')?.part).toMatchObject({ to: 'show', priority: 5 });
    expect(nodes(lost)).not.toContain('show');
    expect(indexOf(lost ?? {}).transitions.has('t3')).toBe(false);
  });

  it('an end both changed comes with the step that wins', () => {
    const left = set(['root', 'transitions', 0, 'to'], 'show')(sample);
    const right = set(['root', 'transitions', 0, 'to'], 'done')(removeNode('show')(sample));

    const { definition } = settled(left, right, [['root/t1.to', { take: 'ours' }]]);

    expect(nodes(definition)).toContain('show');
    expect(dangling(definition)).toEqual([]);
  });

  it('an end of its own that leads nowhere stays open', () => {
    const [left, right] = [set(['root', 'transitions', 0, 'to'], 'show')(sample), set(['root', 'transitions', 0, 'to'], 'done')(sample)];

    expect(settled(left, right, [['root/t1.to', { value: 'nobody' }]])).toMatchObject({ open: [{ where: 'root/t1.to', reason: 'target_deleted' }] });
    expect(settled(left, right, [['root/t1.to', { value: 'refine' }]]).definition).toBeDefined();
  });

  it('a step that shows a card comes with the card', () => {
    const withCard = set(['root', 'nodes', 3, 'name'], 'Mine')(sample);
    const withoutCard = at(removeNode('show')(sample), ['cards'], () => []);

    const { definition } = settled(withCard, withoutCard, [['root/show', { take: 'ours' }]]);

    expect(definition?.['cards']).toMatchObject([{ id: 'review' }]);
  });

  it('what one wrote beside a step goes with the step the other deleted, and nothing is asked', () => {
    const moved = set(['layout', 'show'], { x: 99, y: 99 })(set(['about', 'nodes', 'show', 'owner'], 'Ann')(sample));
    const gone = removeNode('show')(sample);

    expect(settled(moved, gone, [])).toMatchObject({ conflicts: [], definition: { layout: { begin: { x: 0, y: 0 } }, about: {} } });
    expect(JSON.stringify(settled(moved, gone, []).definition)).not.toContain('Ann');
    const placed = set(['layout', 'show'], { x: 1, y: 1 })(sample);
    const { definition, open } = settleConflicts({ base: placed, ours: set(['layout', 'show', 'x'], 7)(placed), theirs: set(['layout'], { begin: { x: 0, y: 0 } })(removeNode('show')(placed)) }, new Map());
    expect([definition?.['layout'], open]).toEqual([{ begin: { x: 0, y: 0 } }, []]);
    const changed = set(['root', 'nodes', 3, 'name'], 'Look at it')(moved);
    expect(settled(changed, gone, [['root/show', { take: 'theirs' }]]).definition).toMatchObject({ layout: { begin: { x: 0, y: 0 } } });
    expect(Object.keys((settled(changed, gone, [['root/show', { take: 'theirs' }]]).definition?.['layout'] ?? {}) as JsonObject)).toEqual(['begin']);
    expect(settled(changed, gone, [['root/show', { take: 'ours' }]]).definition).toMatchObject({ layout: { show: { x: 99, y: 99 } }, about: { nodes: { show: { owner: 'Ann' } } } });
  });

  it('what is said of a step that is gone goes, also where the side that deleted it still says it', () => {
    const left = set(['about'], { nodes: { show: { owner: 'Ann' }, prep: { owner: 'Ann' } } })(removeNode('show')(sample));
    const right = set(['about'], { nodes: { show: { owner: 'Bob' } } })(sample);

    expect(settled(left, right, []).definition?.['about']).toEqual({ nodes: { prep: { owner: 'Ann' } } });
  });

  it('whoever wins, no transition leads from or to nothing where neither side had it so', () => {
    fc.assert(
      fc.property(fc.record({ base: edited, ours: edited, theirs: edited }), fc.infiniteStream(fc.constantFrom('ours' as const, 'theirs' as const)), (definitions, sides) => {
        const known = new Set([...dangling(definitions.ours), ...dangling(definitions.theirs)]);
        const merged = settledWhole(definitions, () => sides.next().value);
        expect(dangling(merged).filter((one) => !known.has(one))).toEqual([]);
      }),
      { numRuns: isLong ? 20_000 : 300 },
    );
  });

  it('whoever wins, a definition comes out that a draft can hold', () => {
    fc.assert(
      fc.property(fc.record({ base: edited, ours: edited, theirs: edited }), fc.infiniteStream(fc.constantFrom('ours' as const, 'theirs' as const)), (definitions, sides) => {
        const merged = settledWhole(definitions, () => sides.next().value);
        expect(draftDefinition(merged, 'The merge')).toEqual(merged);
      }),
      { numRuns: 150 },
    );
  });
});

/** A merge with every place it asks for settled, one after the other. */
function settledWhole(definitions: { readonly base: JsonObject; readonly ours: JsonObject; readonly theirs: JsonObject }, side: () => 'ours' | 'theirs'): JsonObject {
  const choices = new Map<string, ConflictChoice>();
  for (;;) {
    const { definition, open } = settleConflicts(definitions, choices);
    if (definition !== undefined) return definition;
    const next = open.find((one) => !choices.has(one.where));
    if (next === undefined) expect.fail(JSON.stringify(open));
    choices.set(next.where, { take: side() });
  }
}

/** Ends of transitions outside their region. */
function dangling(definition: JsonObject | undefined): readonly string[] {
  const { nodes: there, transitions } = indexOf(definition ?? {});
  return [...transitions.values()].flatMap(({ part, region }) => [part['from'], part['to']].filter((end) => typeof end !== 'string' || there.get(end)?.region !== region).map((end) => `${idOf(part)} ${JSON.stringify(end)}`));
}
