import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parseMockScript } from '../../../src/core/domain/model/mock-script.ts';
import { checkDefinition } from '../../../src/core/domain/runtime/compile-definition.ts';
import { openSampleHouse, sampleFile } from './sample-house.ts';

const samples = readdirSync(sampleFile()).filter((name) => existsSync(sampleFile(name, 'workflow.json')));
const read = (...parts: readonly string[]) => JSON.parse(readFileSync(path.join(sampleFile(...parts)), 'utf8'));

it('greets whom it is told to', async () => {
  await using house = await openSampleHouse();

  const run = await house.run('hello', { name: 'Зоя' });

  expect(run).toMatchObject({ status: 'completed', outputs: { greeting: 'Hello, Зоя! It is good to have you here.' } });
  expect(await house.run('hello')).toMatchObject({ outputs: { greeting: expect.stringContaining('world') } });
});

it.each(samples)('the sample %s verifies without a warning, and its script fits the format', async (name) => {
  const result = checkDefinition(read(name, 'workflow.json'));

  expect(result.ok ? [] : result.issues).toEqual([]);
  expect(parseMockScript(read(name, 'mock.json')).rules.length).toBeGreaterThan(0);
});

it('every sample is published, described and verified where the product is installed', async () => {
  await using house = await openSampleHouse();

  const { items } = await house.client.workflows.list({});

  expect(items.map(({ slug, status }) => `${slug} ${status}`).toSorted()).toEqual(samples.map((name) => `${name} published`).toSorted());
  for (const { slug, description } of items) {
    expect(description.length).toBeGreaterThan(40);
    expect((await house.client.workflows.verify({ id: slug })).findings).toEqual([]);
  }
});
