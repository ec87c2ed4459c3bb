import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { actionKinds } from '../../../src/core/domain/catalogue/actions/action-kinds.ts';
import { TransformStep } from '../../../src/core/domain/catalogue/actions/transform/transform-steps.ts';
import { openSampleHouse } from './sample-house.ts';

const page = (name: string): Promise<string> => readFile(path.join(import.meta.dirname, '../../../docs/how-to', name), 'utf8');

it('the first workflow of the page is imported, verified, published and run to its end', async () => {
  await using house = await openSampleHouse();
  const [definition = '', script = ''] = [...(await page('first-workflow.md')).matchAll(/```json\n(.+?)```/gs)].map(([, text = '']) => text);
  const folder = path.join(house.files, 'shopping');
  await mkdir(folder);
  await writeFile(path.join(folder, 'workflow.json'), definition);
  await writeFile(path.join(folder, 'mock.json'), script);

  const { workflow: { slug } } = await house.client.workflows.import({ path: folder });
  const { findings } = await house.client.workflows.verify({ id: slug });
  await house.client.workflows.publish({ id: slug });
  const waiting = await house.run(slug, { list: await house.give('list.csv', 'item,price\napples,2.5\nbread,3.25\n') });
  const done = await house.answer(waiting.id, { keep: true });

  expect({ slug, findings }).toEqual({ slug: 'shopping', findings: [] });
  expect(done).toMatchObject({ status: 'completed', outputs: { file: 'shopping/note.md' } });
  expect(await readFile(path.join(folder, 'note.md'), 'utf8')).toBe('A good day at the market: 5.75 in all.');
});

it('the page on actions names every action and every field of its config', async () => {
  const text = await page('actions.md');

  for (const { type, config } of actionKinds) {
    expect(text).toContain(type);
    const fields = 'shape' in config ? Object.keys(config.shape as object) : [];
    expect(fields.length).toBeGreaterThan(0);
    for (const field of fields) expect(text, `${type}: ${field}`).toContain(`\`${field}\``);
  }
  for (const { shape } of TransformStep.options) expect(text).toContain(`\`${shape.op.value}\``);
});
