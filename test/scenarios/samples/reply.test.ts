import { describe, expect, it } from 'vitest';
import { failureOf } from '../../domain/services/failure-of.ts';
import { openSampleHouse, type SampleHouse } from './sample-house.ts';

async function approve(house: SampleHouse, run: string, decision: 'approve' | 'reject' = 'approve') {
  const { items } = await house.client.approvals.list({ run });
  const [open] = items;
  return house.client.approvals.decide({ id: run, decision, ...(open === undefined ? {} : { hash: open.hash }) });
}

const ended = (house: SampleHouse, id: string) => expect.poll(async () => (await house.client.runs.get({ id })).status).toBe('completed');

describe('the sample "reply"', () => {
  it('is sorted by the model, approved by a person, and written as it was approved', async () => {
    await using house = await openSampleHouse();
    const waiting = await house.run('reply');
    expect(waiting).toMatchObject({ status: 'waiting', reasons: [{ code: 'approval', detail: 'Send this reply?' }], active: [{ phase: 'validating' }] });

    const { items } = await house.client.approvals.list({});
    expect(items).toMatchObject([{ text: 'To a letter about: repair', requests: [{ action: 'letter', config: { markdown: 'Thank you for your letter. Somebody will look at it tomorrow morning.' } }] }]);
    expect(await failureOf(house.client.approvals.decide({ id: waiting.id, decision: 'approve' }))).toMatchObject({ code: 'input_invalid' });
    expect(await approve(house, waiting.id)).toMatchObject({ state: 'approved' });
    await ended(house, waiting.id);

    expect((await house.client.runs.get({ id: waiting.id })).outputs).toMatchObject({ decision: { choice: 'repair', by: 'model' } });
    expect((await house.client.approvals.list({ state: 'approved' })).items).toMatchObject([{ votes: [{ by: 'user:local', decision: 'approve' }] }]);
    expect(await house.replayed(waiting.id)).toMatchObject({ equal: true });
  });

  it('is asked again with what a user action changed; the answer to what was there before is void', async () => {
    await using house = await openSampleHouse();
    const { id } = await house.run('reply');
    const [before] = (await house.client.approvals.list({ run: id })).items;

    expect((await house.client.actions.list({ id })).items).toMatchObject([{ id: 'shorten', isAvailable: true }]);
    await house.client.actions.invoke({ id, action: 'shorten' });

    expect(await failureOf(house.client.approvals.decide({ id, decision: 'approve', hash: before?.hash ?? '' }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'approval_void' } });
    expect((await house.client.actions.list({ id })).items).toMatchObject([{ id: 'shorten', isAvailable: false, reason: 'condition' }]);
    await approve(house, id);
    await ended(house, id);
    expect((await house.client.runs.get({ id })).outputs).toMatchObject({ reply: 'Thank you for your letter.' });
    expect(await house.replayed(id)).toMatchObject({ equal: true });
  });

  it('is sorted by a person where the model gives no answer it is sure of, not even asked twice', async () => {
    await using house = await openSampleHouse();
    const { id, reasons } = await house.run('reply', { letter: 'Hm.' });
    expect(reasons).toMatchObject([{ code: 'selection', detail: 'praise (0.4)' }]);
    const calls = (await house.journal(id)).filter(({ type }) => type === 'effect_scheduled').map(({ payload }) => payload['effect']);
    expect(calls).toEqual(['sort#1/@decision.1', 'sort#1/@decision.2']);

    expect((await house.client.actions.list({ id })).transitions.map(({ transition }) => transition)).toEqual(['repair', 'praise']);
    await house.client.runs.fire({ id, transition: 'praise', reason: 'it is irony' });
    await ended(house, id);

    expect((await house.client.runs.get({ id })).outcome).toBe('filed');
    expect(await house.replayed(id)).toMatchObject({ equal: true });
  });

  it('is filed when it is not approved', async () => {
    await using house = await openSampleHouse();
    const { id } = await house.run('reply');

    expect(await approve(house, id, 'reject')).toMatchObject({ state: 'rejected' });
    await ended(house, id);

    expect((await house.client.runs.get({ id })).outcome).toBe('filed');
  });
});
