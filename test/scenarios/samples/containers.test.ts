import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openSampleHouse } from './sample-house.ts';

it('lets three reviewers look at once, and says what they say', async () => {
  await using house = await openSampleHouse();

  const good = await house.run('parallel-review', { text: 'We open at nine.' });
  expect(good).toMatchObject({ status: 'completed', outcome: 'ready', usage: { calls: 3 }, outputs: { comments: [expect.stringContaining('calm'), expect.stringContaining('wrong'), expect.stringContaining('short')] } });
  expect(good.visited).toMatchObject({ look_tone: 1, look_facts: 1, look_length: 1 });
  expect(await house.run('parallel-review', { text: 'We open at nine!!' })).toMatchObject({ outcome: 'needs_work' });
  expect(await house.replayed(good.id)).toMatchObject({ equal: true });
});

it('makes an index of a folder, in the order of its files', async () => {
  await using house = await openSampleHouse();
  await mkdir(path.join(house.files, 'texts'));
  for (const name of ['a', 'b', 'c', 'd', 'e']) await writeFile(path.join(house.files, 'texts', `${name}.txt`), `text of ${name}`);

  const run = await house.run('map-files');
  const index = new TextDecoder().decode((await house.artifacts(run.id)).get('index.md'));

  expect(run).toMatchObject({ status: 'completed', outputs: { files: 5, index: 'reports/index.md' } });
  expect(index.split('\n').filter((line) => line.startsWith('- '))).toEqual(['a', 'b', 'c', 'd', 'e'].map((name) => `- ${name}.txt: it begins with “text of ${name}”`));
  expect(await house.replayed(run.id)).toMatchObject({ equal: true });
});

it('a folder without files gives an empty index', async () => {
  await using house = await openSampleHouse();
  await mkdir(path.join(house.files, 'texts'));

  expect(await house.run('map-files')).toMatchObject({ status: 'completed', outputs: { files: 0 } });
});

it('calls another workflow twice at once; what is published later changes nothing for a version that is there', async () => {
  await using house = await openSampleHouse();

  const run = await house.run('sub-workflow', { second: 'Зоя' });
  expect(run).toMatchObject({ status: 'completed', outputs: { letter: 'Hello, Ada! It is good to have you here.\n\nHello, Зоя! It is good to have you here.' } });
  expect(run.visited).toMatchObject({ 'hello/greet': 2, greet_first: 1 });
  expect(await house.replayed(run.id)).toMatchObject({ equal: true });

  const { definition } = await house.client.workflows.get({ id: 'hello' });
  const louder = JSON.parse(JSON.stringify(definition).replace('{{ nodes.greet.ask.text }}', 'HELLO'));
  await house.client.workflows.update({ id: 'hello', definition: louder, revision: (await house.client.workflows.get({ id: 'hello' })).revision });
  await house.client.workflows.publish({ id: 'hello', note: 'Louder' });
  expect(await house.run('sub-workflow')).toMatchObject({ outputs: { letter: expect.stringContaining('Hello, Ada!') } });
  await house.client.workflows.publish({ id: 'sub-workflow', note: 'With the new greeting' });
  expect(await house.run('sub-workflow')).toMatchObject({ outputs: { letter: 'HELLO\n\nHELLO' } });
  await expect(house.client.workflows.publish({ id: 'sub-workflow', note: 'Again' })).rejects.toMatchObject({ code: 'conflict' });
});
