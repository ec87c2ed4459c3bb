import { expect, it } from 'vitest';
import { readDocxDocument, readPdfDocument } from '../../adapters/documents/read-documents.ts';
import { openSampleHouse } from './sample-house.ts';

it('decides by the customer file, writes until the rules are kept, and exports a DOCX and a PDF', async () => {
  await using house = await openSampleHouse();

  const run = await house.run('sales-playbook');

  expect(run).toMatchObject({ status: 'completed', visited: { win_back: 1, write: 2 }, outputs: { play: 'Win back', drafts: 2, email: expect.stringMatching(/^Dear Ms Aydin,[^]*\?/u) } });
  const made = await house.artifacts(run.id);
  for (const read of [await readDocxDocument(made.get('playbook.docx') ?? new Uint8Array()), await readPdfDocument(made.get('playbook.pdf') ?? new Uint8Array())]) {
    for (const words of ['Win back: Brückner Pumps', '48000', 'Dear Ms Aydin']) expect(read.text).toContain(words);
  }
  expect(await house.replayed(run.id)).toMatchObject({ equal: true });
});

it.each([
  { stage: 'offer', silentDays: 3, play: 'Close' },
  { stage: 'customer', silentDays: 90, play: 'Care' },
  { stage: 'new', silentDays: 0, play: 'Introduce' },
])('of a file at stage $stage makes the play $play', async ({ stage, silentDays, play }) => {
  await using house = await openSampleHouse();

  expect(await house.run('sales-playbook', { stage, silentDays })).toMatchObject({ status: 'completed', outputs: { play, drafts: 1 } });
});

it('exports nothing that never held to the rules', async () => {
  await using house = await openSampleHouse();

  const run = await house.run('sales-playbook', { contact: 'Nobody' });

  expect(run).toMatchObject({ status: 'failed', vars: { drafts: 4 } });
  expect(await house.artifacts(run.id)).toEqual(new Map());
});
