import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitionOf, partsOf } from '../../../../src/core/domain/model/definition/definition-parts.ts';
import { diffDefinitions } from '../../../../src/core/domain/model/definition/diff-definitions.ts';
import { definitionText, orderedDefinition } from '../../../../src/core/domain/model/definition/key-order.ts';
import { mergeDefinitions, type MergeResult } from '../../../../src/core/domain/model/definition/merge-definitions.ts';
import { definitionHash } from '../../../../src/core/domain/model/definition-hash.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../src/core/domain/model/json.ts';
import { draftDefinition } from '../../../../src/core/domain/services/draft-definition.ts';
import { edited } from './definition-edits.ts';

const runs = { numRuns: 250 };

describe('merge', () => {
  it('of a side that changed nothing gives the other side', () => {
    fc.assert(
      fc.property(edited, edited, (base, other) => {
        expect(mergeDefinitions({ base, ours: base, theirs: other }).definition).toEqual(other);
        expect(mergeDefinitions({ base, ours: other, theirs: base }).definition).toEqual(other);
      }),
      runs,
    );
  });

  it('of two sides that agree gives what they agree on', () => {
    fc.assert(fc.property(edited, edited, (base, both) => { expect(mergeDefinitions({ base, ours: both, theirs: both }).definition).toEqual(both); }), runs);
  });

  it('finds the same conflicts whichever side is called ours', () => {
    fc.assert(
      fc.property(edited, edited, edited, (base, left, right) => {
        const one = mergeDefinitions({ base, ours: left, theirs: right });
        const other = mergeDefinitions({ base, ours: right, theirs: left });

        expect(swapped(other)).toEqual(inOrder(one));
      }),
      runs,
    );
  });

  it('never lets an id lead nowhere that led somewhere on both sides', () => {
    fc.assert(
      fc.property(edited, edited, edited, (base, ours, theirs) => {
        const { definition } = mergeDefinitions({ base, ours, theirs });
        if (definition === undefined) return;

        const known = new Set([...dangling(ours), ...dangling(theirs)]);
        expect(dangling(definition).filter((place) => !known.has(place))).toEqual([]);
        expect(draftDefinition(definition, 'The merge')).toEqual(definition);
      }),
      runs,
    );
  });
});

describe('diff', () => {
  it('is empty where and only where the meaning is the same', () => {
    fc.assert(fc.property(edited, edited, (left, right) => { expect(diffDefinitions(left, right).length === 0).toBe(definitionHash(left) === definitionHash(right)); }), runs);
  });

  it('read backwards removes what it added and changes back what it changed', () => {
    fc.assert(
      fc.property(edited, edited, (left, right) => {
        const count = (before: JsonObject, after: JsonObject, kind: string): number => diffDefinitions(before, after).filter((change) => change.kind === kind).length;

        expect(count(left, right, 'added')).toBe(count(right, left, 'removed'));
        expect(count(left, right, 'changed')).toBe(count(right, left, 'changed'));
        expect(count(left, right, 'moved')).toBe(count(right, left, 'moved'));
      }),
      runs,
    );
  });
});

describe('the text of a definition', () => {
  it('comes back from a file as it was, and is ordered once and for all', () => {
    fc.assert(
      fc.property(edited, (definition) => {
        const text = definitionText(definition);

        expect(definitionText(draftDefinition(JSON.parse(text) as Json, 'The file'))).toBe(text);
        expect(orderedDefinition(definition)).toEqual(definition);
        expect(definitionHash(orderedDefinition(definition))).toBe(definitionHash(definition));
      }),
      runs,
    );
  });

  it('does not depend on the order somebody wrote the keys in', () => {
    fc.assert(fc.property(edited, (definition) => { expect(definitionText(backwards(definition))).toBe(definitionText(definition)); }), runs);
  });

  it('is the same after it was taken apart and put together', () => {
    fc.assert(fc.property(edited, (definition) => { expect(definitionText(definitionOf(partsOf(definition)))).toBe(definitionText(definition)); }), runs);
  });
});

function inOrder({ conflicts }: MergeResult): Json {
  const all = JSON.parse(JSON.stringify(conflicts ?? [])) as JsonObject[];
  const rank = ({ where = null, reason = null }: JsonObject): string => JSON.stringify([where, reason]);
  return all.toSorted((left, right) => (rank(left) < rank(right) ? -1 : 1));
}

function swapped(result: MergeResult): Json {
  const turned = result.conflicts?.map(({ ours, theirs, ...rest }) => ({ ...rest, ...(theirs === undefined ? {} : { ours: theirs }), ...(ours === undefined ? {} : { theirs: ours }) }));
  return inOrder(turned === undefined ? result : { conflicts: turned });
}

/** Transitions with an end outside their region, by transition and node. */
function dangling(definition: JsonObject): string[] {
  const ofRegion = (region: Json | undefined): string[] => {
    if (!isJsonObject(region)) return [];
    const nodes = region['nodes'] as JsonObject[];
    const ids = new Set(nodes.map(({ id }) => id));
    const own = (region['transitions'] as JsonObject[]).flatMap(({ id, from, to }) => [from, to].filter((end) => !ids.has(end ?? '')).map((end) => JSON.stringify([id, end])));
    return [...own, ...nodes.flatMap((node) => (node['bodies'] as Json[]).flatMap(ofRegion))];
  };
  return ofRegion(definition['root']);
}

/** With the keys of the envelope's objects written the other way round. */
function backwards(value: JsonObject): JsonObject {
  const free = new Set(['config', 'schema', 'initial', 'inputs', 'outputs', 'variables']);
  const turn = (one: Json, key: string): Json => {
    if (free.has(key)) return one;
    if (Array.isArray(one)) return one.map((item: Json) => turn(item, ''));
    return isJsonObject(one) ? Object.fromEntries(Object.entries(one).toReversed().map(([name, member]) => [name, turn(member, name)])) : one;
  };
  return turn(value, '') as JsonObject;
}
