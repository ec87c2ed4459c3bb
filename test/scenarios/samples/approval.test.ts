import { expect, it } from 'vitest';
import { readDocxDocument } from '../../adapters/documents/read-documents.ts';
import { movableClock } from './movable-clock.ts';
import { openSampleHouse } from './sample-house.ts';

it('asks a person, and makes the approved draft a document', async () => {
  await using house = await openSampleHouse();

  const waiting = await house.run('approval', { topic: 'Neue Öffnungszeiten', audience: 'все' });
  const card = await house.client.cards.get({ id: waiting.id });
  const done = await house.answer(waiting.id, { decision: 'approved' });

  expect(waiting).toMatchObject({ status: 'waiting', visited: { review: 1 } });
  expect(card).toMatchObject({ title: 'Approve “Neue Öffnungszeiten”?', card: { body: expect.stringContaining('# Neue Öffnungszeiten') } });
  expect(done).toMatchObject({ status: 'completed', outputs: { rounds: 1 } });
  const docx = await readDocxDocument((await house.artifacts(done.id)).get('announcement.docx') ?? new Uint8Array());
  expect(docx).toMatchObject({ title: 'Neue Öffnungszeiten', text: expect.stringContaining('все') });
  expect(await house.replayed(done.id)).toMatchObject({ equal: true });
});

it('drafts again with the comments of who rejected it', async () => {
  await using house = await openSampleHouse();

  const first = await house.run('approval');
  const second = await house.answer(first.id, { decision: 'rejected', comments: 'Say when it begins' });
  const card = await house.client.cards.get({ id: second.id });
  const done = await house.answer(second.id, { decision: 'approved' });

  expect(second).toMatchObject({ status: 'waiting', visited: { write: 2, revise: 1 } });
  expect(card.card.body).toContain('Draft 2');
  expect(card.card.body).toContain('Say when it begins');
  expect(done).toMatchObject({ status: 'completed', outputs: { rounds: 2 } });
});

it('ends as rejected after the fifth draft', async () => {
  await using house = await openSampleHouse();

  let run = await house.run('approval');
  for (let round = 1; round <= 5; round += 1) run = await house.answer(run.id, { decision: 'rejected' });

  expect(run).toMatchObject({ status: 'completed', outcome: 'rejected', outputs: { rounds: 5 } });
  await expect(house.answer(run.id, { decision: 'approved' })).rejects.toMatchObject({ code: expect.any(String) });
});

it('refuses an answer that does not fit, and goes on waiting', async () => {
  await using house = await openSampleHouse();
  const { id } = await house.run('approval');

  await expect(house.answer(id, {})).rejects.toMatchObject({ code: 'input_invalid' });
  await expect(house.answer(id, { decision: 'perhaps' })).rejects.toMatchObject({ code: 'input_invalid' });

  expect(await house.client.runs.get({ id })).toMatchObject({ status: 'waiting' });
});

it('expires when nobody answers for a week', async () => {
  const clock = movableClock();
  await using house = await openSampleHouse(clock);
  const { id } = await house.run('approval');

  clock.moveOn(7 * 24 * 3_600_000);
  await expect.poll(async () => (await house.client.runs.get({ id })).status).toBe('completed');

  expect(await house.client.runs.get({ id })).toMatchObject({ outcome: 'expired', outputs: { rounds: 1 } });
  expect(await house.client.cards.list({})).toEqual({ items: [] });
});
