import { expect, it } from 'vitest';
import { whySentences } from '../../../src/core/domain/model/why-sentences.ts';
import { movableClock } from './movable-clock.ts';
import { openSampleHouse, type SampleHouse } from './sample-house.ts';

const week = 7 * 24 * 3_600_000;

function pay({ client }: SampleHouse, id: string, { amount, ...more }: { readonly amount: number; readonly key?: string; readonly signal?: string }) {
  return client.runs.signal({ id, name: 'payment', key: 'A-1001', payload: { amount }, ...more });
}

it('waits for its payment, part by part, and lets it settle', async () => {
  const clock = movableClock();
  await using house = await openSampleHouse(clock);
  const waiting = await house.run('payment');
  expect(waiting).toMatchObject({ status: 'waiting', reasons: [{ code: 'signal', nodeId: 'paid', detail: 'payment', key: 'A-1001' }] });

  const first = await pay(house, waiting.id, { amount: 100, signal: 'bank-1' });
  const again = await pay(house, waiting.id, { amount: 100, signal: 'bank-1' });
  await pay(house, waiting.id, { amount: 500, key: 'B-2002' });
  expect(again).toMatchObject({ seq: first.seq, duplicate: true });
  await expect.poll(async () => (await house.client.runs.get({ id: waiting.id })).visited['paid']).toBe(2);
  await pay(house, waiting.id, { amount: 20 });
  await expect.poll(async () => (await house.client.runs.get({ id: waiting.id })).reasons[0]?.code).toBe('wait');
  clock.moveOn(5000);
  await expect.poll(async () => (await house.client.runs.get({ id: waiting.id })).status).toBe('completed');

  const done = await house.client.runs.get({ id: waiting.id });
  expect(done.outputs).toMatchObject({ received: 120, reminders: 0, letter: 'Thank you for your order A-1001. Please pay 120 within a week.' });
  expect(await house.replayed(done.id)).toMatchObject({ equal: true });
});

it('reminds every week, and gives up after the third', async () => {
  const clock = movableClock();
  await using house = await openSampleHouse(clock);
  const { id } = await house.run('payment');
  for (let reminders = 1; reminders <= 3; reminders += 1) {
    clock.moveOn(week);
    await expect.poll(async () => (await house.client.runs.get({ id })).vars['reminders']).toBe(reminders);
    if (reminders < 3) await expect.poll(async () => (await house.client.runs.get({ id })).reasons[0]?.code).toBe('signal');
  }
  await expect.poll(async () => (await house.client.runs.get({ id })).status).toBe('completed');

  expect(await house.client.runs.get({ id })).toMatchObject({ outcome: 'overdue', outputs: { reminders: 3, letter: expect.stringContaining('This is reminder 2.') } });
});

it('says why it waits and with which call it goes on, and that call ends the wait', async () => {
  await using house = await openSampleHouse();
  const { id } = await house.run('payment');
  const why = await house.client.runs.why({ id });
  const [act] = why.waits[0]?.acts ?? [];

  expect(why.taken.map(({ transition, because }) => [transition, because.type, because.actor])).toEqual([['start_asking', 'start', 'user:local'], ['asked', 'effect_completed', undefined]]);
  expect(act).toEqual({ operation: 'runs.signal', input: { id, name: 'payment', key: 'A-1001', payload: {} } });
  expect(whySentences(why).join('\n')).toContain('waits for the signal "payment" with the key "A-1001"');

  await house.client.runs.signal({ id, name: 'payment', key: 'A-1001', payload: { amount: 1 } });
  await expect.poll(async () => (await house.client.runs.why({ id })).taken.map(({ transition }) => transition)).toContain('came');
});

it.each([[{}], [{ amount: 'x' }], [{ amount: 0 }], [null]])('refuses a payment of %j, and waits on', async (payload) => {
  await using house = await openSampleHouse();
  const { id } = await house.run('payment');

  await expect(house.client.runs.signal({ id, name: 'payment', key: 'A-1001', payload })).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('payload') });

  const why = await house.client.runs.why({ id });
  expect(why.status).toBe('waiting');
  expect(why.inbox ?? []).toEqual([]);
});

it('leaves a payment for another order in the inbox, and waits on', async () => {
  await using house = await openSampleHouse();
  const { id } = await house.run('payment');
  await house.client.runs.signal({ id, name: 'payment', key: 'B-2', payload: { amount: 5 } });

  const why = await house.client.runs.why({ id });
  expect(why).toMatchObject({ status: 'waiting', inbox: [{ name: 'payment', key: 'B-2' }] });
  expect(whySentences(why).join('\n')).toContain('In the inbox lies the signal "payment" with the key "B-2"');
});
