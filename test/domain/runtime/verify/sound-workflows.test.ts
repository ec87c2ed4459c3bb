import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { verify } from '../../../../src/core/domain/runtime/verify/verify.ts';
import { testCatalogue } from '../support/test-actions.ts';
import { soundContainers } from './corpus/sound-containers.ts';
import { soundForeign } from './corpus/sound-foreign.ts';
import { soundBasics } from './corpus/sound-basics.ts';

const folder = path.join(import.meta.dirname, '../../../../examples');
const samples = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'workflow.json')));
const read = (name: string): JsonObject => JSON.parse(readFileSync(path.join(folder, name, 'workflow.json'), 'utf8'));
const all = Object.entries<JsonObject>({ ...soundBasics, ...soundContainers, ...soundForeign, ...Object.fromEntries(samples.map((name) => [`the sample ${name}`, read(name)])) });

it('there are at least forty', () => {
  expect(all.length).toBeGreaterThanOrEqual(40);
});

/** Sound as they are, though a loop would say what happens at its limit. */
const hinted: { readonly [name: string]: readonly string[] } = {
  'a cycle that counts': ['cycle_without_loop nodes.work'],
  'a cycle that asks a model until it is content': ['cycle_without_loop nodes.work'],
};

it.each(all)('nothing is found in %s, but the hint that a cycle could be a loop', (name, definition) => {
  expect(verify(definition, { catalogue: testCatalogue }).findings.map(({ code, where }) => `${code} ${where}`)).toEqual(hinted[name] ?? []);
});
