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

it.each(all)('nothing is found in %s', (_name, definition) => {
  expect(verify(definition, { catalogue: testCatalogue }).findings).toEqual([]);
});
