import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { standardCatalogue, standardLists } from '../../src/core/domain/catalogue/catalogue.ts';
import { parseExpression } from '../../src/core/domain/expression/expression.ts';
import { compileValue } from '../../src/core/domain/runtime/compile/compiled-value.ts';
import type { Sources } from '../../src/core/domain/catalogue/kind-view.ts';
import type { JsonObject } from '../../src/core/domain/model/json.ts';
import { schemaCheck } from '../../src/core/domain/catalogue/json-schema.ts';

interface Kind {
  readonly type: string;
  readonly title: string;
  readonly summary: string;
  readonly config: z.ZodType;
  readonly example: JsonObject;
  sources?(config: never): Sources;
}

const groups: { readonly [group: string]: readonly Kind[] } = { ...standardLists };
const all = Object.entries(groups).flatMap(([group, kinds]) => kinds.map((kind) => ({ group, kind, name: `${group}: ${kind.type}` })));
const kinds = all.filter(({ group }) => group !== 'actions');

describe.each(all)('$name', ({ kind }) => {
  it('says what it is, for forms and help', () => {
    expect(kind.title.length).toBeGreaterThan(2);
    expect(kind.summary.length).toBeGreaterThan(5);
    const schema = z.toJSONSchema(kind.config, { io: 'input', unrepresentable: 'any' });
    expect(() => schemaCheck(JSON.parse(JSON.stringify(schema)))).not.toThrow();
  });

  it('has an example with templates that can be read', () => {
    expect(() => compileValue(kind.example)).not.toThrow();
  });
});

describe.each(kinds)('$name', ({ kind }) => {
  it('has an example that parses, survives JSON, and whose expressions can be read', () => {
    const config = kind.config.parse(kind.example);
    expect(kind.config.parse(JSON.parse(JSON.stringify(config)))).toEqual(config);

    const sources = kind.sources?.(config as never) ?? {};
    for (const source of Object.values(sources.expressions ?? {})) expect(() => parseExpression(source)).not.toThrow();
    for (const template of Object.values(sources.templates ?? {})) expect(() => compileValue(template)).not.toThrow();
  });

  it('refuses a field it does not have', () => {
    expect(kind.config.safeParse({ ...kind.example, no_such_field: 1 }).success).toBe(false);
  });
});

describe.each(standardLists.actions.map((kind) => ({ kind, name: kind.type })))('action $name', ({ kind }) => {
  it('has a version, a schema of its output, and requests that its own schema parses', () => {
    expect(kind.version).toBeGreaterThanOrEqual(1);
    expect(() => schemaCheck(kind.output)).not.toThrow();
    for (const effect of kind.effects) expect(['safe', 'keyed', 'once']).toContain(effect.repeat);
  });
});

describe('the lists', () => {
  it.each(['nodes', 'triggers', 'validators'])('%s holds a kind for every file in its folder', (folder) => {
    const files = readdirSync(new URL(`../../src/core/domain/catalogue/${folder}`, import.meta.url)).filter((file) => !file.endsWith('-kinds.ts'));

    expect(groups[folder]).toHaveLength(files.length);
  });

  it('name each type once', () => {
    for (const list of Object.values(groups)) expect(new Set(list.map((kind) => kind.type)).size).toBe(list.length);
  });

  it('let nodes leave only by triggers that exist', () => {
    const ways = standardLists.nodes.flatMap((kind) => kind.leavesBy);
    expect(ways.filter((type) => !standardCatalogue.triggers.has(type))).toEqual([]);
    expect([...standardCatalogue.triggers.keys()].filter((type) => !ways.includes(type))).toEqual([]);
  });

  it('mean one thing by each kind of effect, however many actions have it performed', () => {
    const effects = new Set(standardLists.actions.flatMap((action) => action.effects));
    expect(new Set([...effects].map(({ kind }) => kind)).size).toBe(effects.size);
  });
});
