import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readDocxDocument } from '../../adapters/documents/read-documents.ts';
import { openSampleHouse, sampleFile } from './sample-house.ts';

it('writes until every topic of a YAML file is covered, and makes the guide as HTML and DOCX', async () => {
  await using house = await openSampleHouse();

  const run = await house.run('support-guides', { facts: sampleFile('support-guides', 'product.yaml') });

  const topics = ['Setting it up', 'Choosing how fine', 'Cleaning it', 'When it does not start'];
  expect(run).toMatchObject({ status: 'completed', visited: { for_customers: 1, write: 4 }, outputs: { title: 'Fern 2 coffee grinder: guide for customers', topics, drafts: 4 } });
  const made = await house.artifacts(run.id);
  expect([...made.keys()].toSorted()).toEqual(['support-guide.docx', 'support-guide.html']);
  const page = new TextDecoder().decode(made.get('support-guide.html'));
  const { text } = await readDocxDocument(made.get('support-guide.docx') ?? new Uint8Array());
  for (const words of [...topics, 'up to 55 °C', 'The ring has 40 steps']) {
    expect(page).toContain(words);
    expect(text).toContain(words);
  }
  expect(page).not.toMatch(/<script|src="http/u);
  expect(await house.replayed(run.id)).toMatchObject({ equal: true });
});

it('speaks to the help desk otherwise, from a JSON file', async () => {
  await using house = await openSampleHouse();

  const run = await house.run('support-guides', { facts: sampleFile('support-guides', 'product.json'), audience: 'help desk' });

  expect(run).toMatchObject({ status: 'completed', visited: { for_desk: 1, write: 2 }, vars: { guide: expect.stringContaining('Ask first what the customer sees') } });
});

it('makes nothing of a file that it cannot use, or that never gets covered, and says why', async () => {
  await using house = await openSampleHouse();
  const told = async (text: string): Promise<unknown> => {
    const run = await house.run('support-guides', { facts: await house.give('facts.yaml', text) });
    expect(await house.artifacts(run.id)).toEqual(new Map());
    expect(run.status).toBe('failed');
    return run.error?.['message'];
  };

  for (const text of ['product: Lamp\ntopics: []\n', '- Lamp\n', 'product: Lamp\ntopics:\n  - title: Light\n']) {
    expect(await told(text)).toContain('topics with a title and a list of facts each');
  }
  const facts = await readFile(sampleFile('support-guides', 'product.yaml'), 'utf8');
  expect(await told(facts.replace('Cleaning it', '"Cleaning\\nit"'))).toMatch(/After 30 drafts there is no section on: Cleaning/u);
});
