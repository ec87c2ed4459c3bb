import fc from 'fast-check';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { settingsLayers } from '../../../src/core/domain/model/settings-layers.ts';
import { patchBetween, patched } from '../../../src/core/config/merge-patch.ts';
import { configHouse } from './config-house.ts';

const number = fc.integer({ min: 1, max: 1000 });
/** Which of three settings a layer speaks of, and what it says. */
const says = fc.record({ payloadDays: number, eventDays: number, runDays: number }, { requiredKeys: [] });
const everyLayer = fc.record({ flag: says, environment: says, profile: says, user: says });

describe('settings said in several layers', () => {
  it('hold, each by itself, what the highest layer says that says anything of it', async () => {
    await fc.assert(
      fc.asyncProperty(everyLayer, async (said) => {
        const environment = Object.fromEntries(Object.entries(said.environment).map(([name, value]) => [`AIWM_SETTINGS__RETENTION__${name.toUpperCase()}`, String(value)]));
        const flags = Object.entries(said.flag).map(([name, value]) => `retention.${name}=${value}`);
        const house = await configHouse({ given: { flags, environment, profile: 'try' } });
        await write(house.file, { retention: said.user });
        await write(path.join(house.root, 'profiles', 'try.json'), { retention: said.profile });

        for (const name of ['payloadDays', 'eventDays', 'runDays'] as const) {
          const layers = await house.config.explain(['retention', name]);
          const expected = settingsLayers.find((layer) => layer === 'default' || said[layer][name] !== undefined) ?? 'default';
          const { value } = await house.config.get('retention');

          expect(layers.filter(({ wins }) => wins).map(({ layer }) => layer)).toEqual([expected]);
          expect(value[name]).toBe(expected === 'default' ? { payloadDays: 30, eventDays: 90, runDays: 400 }[name] : said[expected][name]);
        }
        await house.leave();
      }),
      { numRuns: 15 },
    );
  });

  it('come back as they were saved, whatever stood before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(says, { minLength: 1, maxLength: 4 }), fc.boolean(), async (saves, inProfile) => {
        const house = await configHouse({});
        if (inProfile) {
          await house.config.createProfile({ name: 'try', description: '', sections: { retention: { runDays: 7 } } });
          await house.config.useProfile('try');
        }
        for (const save of saves) {
          const whole = { ...(await house.config.get('retention')).value, ...save };
          const { value } = await house.config.set('retention', whole, (await house.config.get('retention')).revision);
          expect(value).toEqual(whole);
        }
        await house.leave();
      }),
      { numRuns: 8 },
    );
  });
});

describe('a patch between two values', () => {
  const tree = fc.letrec<{ object: JsonObject; value: number | boolean | string | JsonObject }>((tie) => ({
    object: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
    value: fc.oneof({ maxDepth: 3 }, fc.integer({ min: 0, max: 3 }), fc.boolean(), fc.constantFrom('x', 'y'), tie('object')),
  })).object;

  it('makes of the one the other', () => {
    fc.assert(fc.property(tree, tree, (below, wanted) => { expect(patched(below, patchBetween(below, wanted))).toEqual(wanted); }));
  });
});

async function write(file: string, sections: JsonObject): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ format: 'aiwm.settings/1', sections }));
}
