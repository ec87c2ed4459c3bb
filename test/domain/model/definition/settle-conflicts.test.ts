import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConflictChoice, settleConflicts, type SettledMerge } from '../../../../src/core/domain/model/definition/settle-conflicts.ts';
import type { Json, JsonObject } from '../../../../src/core/domain/model/json.ts';
import { draftDefinition } from '../../../../src/core/domain/services/draft-definition.ts';
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

  it('whoever wins, a definition comes out that a draft can hold', () => {
    fc.assert(
      fc.property(fc.record({ base: edited, ours: edited, theirs: edited }), fc.infiniteStream(fc.constantFrom('ours' as const, 'theirs' as const)), (definitions, sides) => {
        const choices = new Map<string, ConflictChoice>();
        let result = settleConflicts(definitions, choices);
        while (result.definition === undefined) {
          const open = result.open.find((one) => !choices.has(one.where));
          expect(open, JSON.stringify(result.open)).toBeDefined();
          if (open === undefined) return;
          choices.set(open.where, { take: sides.next().value });
          result = settleConflicts(definitions, choices);
        }
        expect(draftDefinition(result.definition, 'The merge')).toEqual(result.definition);
      }),
      { numRuns: 150 },
    );
  });
});
