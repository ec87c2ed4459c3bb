import { describe, expect, it, onTestFinished } from 'vitest';
import type { Clock } from '../../../src/core/domain/ports/clock.ts';
import { openMemory } from '../../../src/core/storage/memory/memory-adapter.ts';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';
import { finishedRun, openMemoryHost, processClient, waitingRun } from '../../contracts/fixture/sample-host.ts';
import { movableClock } from '../../scenarios/samples/movable-clock.ts';
import { failureOf } from './failure-of.ts';

const { host, client } = await memoryHost();

const approved = { decision: 'approved' };

const decide = { title: 'Please decide', fields: [{ key: 'decision', type: 'text', label: 'Decision' }] };
const answered = [{ type: 'card-submitted' }];
/** A card for the clerk; after an hour without an answer one for the chief. */
const escalating = {
  format: 'aiwm.workflow/1',
  name: 'Escalates',
  cards: [{ ...decide, id: 'first' }, { ...decide, id: 'second' }],
  root: {
    id: 'root',
    nodes: [
      { id: 'start', type: 'start' },
      { id: 'clerk', type: 'uiCard', config: { card: 'first' } },
      { id: 'chief', type: 'uiCard', name: 'Ask the chief', config: { card: 'second' } },
      { id: 'done', type: 'end' },
    ],
    transitions: [
      { id: 't1', from: 'start', to: 'clerk', triggers: [{ type: 'immediate' }] },
      { id: 't2', from: 'clerk', to: 'done', triggers: answered },
      { id: 't3', from: 'clerk', to: 'chief', triggers: [{ type: 'scheduled', config: { after: 'PT1H' } }] },
      { id: 't4', from: 'chief', to: 'done', triggers: answered },
    ],
  },
};

async function escalatingRun(clock: Clock) {
  const timedHost = await openMemoryHost(openMemory(), clock);
  onTestFinished(() => timedHost.close());
  const timed = processClient(timedHost.app);
  const { id } = await timed.workflows.create({ name: 'Escalates', definition: escalating });
  const run = await timed.runs.start({ workflow: id, draft: true });
  await timedHost.app.idle();
  return { timed, run };
}

describe('cards', () => {
  it('a card is shown with its templates rendered, by its id or by that of its run', async () => {
    const run = await waitingRun(host);

    const card = await client.cards.get({ id: run });

    expect(card).toMatchObject({ id: `${run}:review#1`, state: 'open', title: 'Approve Holiday plan?', workflow: { slug: 'approval' }, card: { body: 'Please look at **Holiday plan**.', fields: [{ key: 'decision' }] } });
    expect(await client.cards.get({ id: card.id })).toEqual(card);
  });

  it('a valid answer lets the run go on; a second one is told that there is an answer', async () => {
    const run = await waitingRun(host);
    const { id } = await client.cards.get({ id: run });

    await client.cards.submit({ id, values: approved });
    await host.app.idle();

    expect(await client.runs.get({ id: run })).toMatchObject({ status: 'completed', outputs: approved });
    expect(await client.cards.get({ id })).toMatchObject({ state: 'submitted', values: approved, answeredBy: 'user:local' });
    expect(await failureOf(client.cards.submit({ id, values: approved }))).toMatchObject({ code: 'already_answered' });
    expect(await failureOf(client.cards.submit({ id: run, values: approved }))).toMatchObject({ code: 'already_answered', data: { id } });
  });

  it('blanks are no answer where one is required, and are one where it is not', async () => {
    const card = { id: 'ask', title: 'Say', fields: [{ key: 'why', type: 'text', label: 'Why', required: true }, { key: 'more', type: 'text', label: 'More' }] };
    const { id } = await client.workflows.create({ name: 'Asks why', definition: { ...escalating, cards: [{ ...card, id: 'first' }, { ...card, id: 'second' }] } });
    const run = await client.runs.start({ workflow: id, draft: true });
    await host.app.idle();

    expect(await failureOf(client.cards.submit({ id: run.id, values: { why: ' \n', more: ' ' } }))).toMatchObject({ code: 'input_invalid', data: { fields: { why: 'is required' } } });
    await client.cards.submit({ id: run.id, values: { why: 'So', more: ' ' } });
    await host.app.idle();

    expect(await client.runs.get({ id: run.id })).toMatchObject({ status: 'completed' });
  });

  it('of two answers at once one is taken and one is told', async () => {
    const { id } = await client.cards.get({ id: await waitingRun(host) });

    const answers = await Promise.allSettled([client.cards.submit({ id, values: approved }), client.cards.submit({ id, values: { decision: 'rejected' } })]);

    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    expect(refused).toMatchObject([{ code: 'already_answered' }]);
  });

  it('an answer sent again with its key is answered as the first was', async () => {
    const { id } = await client.cards.get({ id: await waitingRun(host) });
    const first = await client.cards.submit({ id, values: approved, key: 'sent-once' });

    expect(await client.cards.submit({ id, values: approved, key: 'sent-once' })).toEqual(first);
  });

  it('an answer that does not fit is refused with its field, and the card stays open', async () => {
    const { id } = await client.cards.get({ id: await waitingRun(host) });

    const failure = await failureOf(client.cards.submit({ id, values: { decision: 'perhaps' } }));

    expect(failure).toMatchObject({ code: 'input_invalid', message: expect.stringMatching(/decision/iu) });
    expect((await client.cards.get({ id })).state).toBe('open');
  });

  it('the history of a card tells who had it open, what was not taken, and how it ended', async () => {
    const { id } = await client.cards.get({ id: await waitingRun(host) });

    expect(await client.cards.open({ id })).toEqual({ id, isFirst: true });
    expect(await client.cards.open({ id })).toEqual({ id, isFirst: false });
    await failureOf(client.cards.submit({ id, values: { decision: 'perhaps' } }));
    await client.cards.submit({ id, values: approved });

    const { history } = await client.cards.get({ id });
    expect(history).toMatchObject([
      { what: 'asked' },
      { what: 'opened', by: 'user:local' },
      { what: 'refused', by: 'user:local', problems: { decision: expect.stringContaining('must be one of') } },
      { what: 'submitted', by: 'user:local' },
    ]);
    expect(await failureOf(client.cards.open({ id }))).toMatchObject({ code: 'already_answered' });
  });

  it('a card that nobody answers in time says who is asked then, and that one says for which it stands', async () => {
    const clock = movableClock();
    const { timed, run } = await escalatingRun(clock);
    const [first] = (await timed.cards.list({ run: run.id })).items;
    expect(first).toMatchObject({ nodeId: 'clerk', otherwise: { nodeId: 'chief', name: 'Ask the chief', asks: true } });

    clock.moveOn(3_600_000);
    await expect.poll(async () => (await timed.cards.list({ run: run.id })).items).toMatchObject([{ nodeId: 'chief', follows: first?.id }]);

    const [second] = (await timed.cards.list({ run: run.id })).items;
    expect(second).not.toHaveProperty('otherwise');
    expect((await timed.cards.get({ id: first?.id ?? '' })).history).toMatchObject([{ what: 'asked' }, { what: 'expired', at: second?.requestedAt }]);
  });

  it('a card is that of the version its run follows, whatever is published meanwhile', async () => {
    const { id: workflow } = await client.workflows.create({ name: 'Versioned', definition: escalating });
    await client.workflows.publish({ id: workflow });
    const old = await client.runs.start({ workflow });
    await host.app.idle();
    await client.workflows.edit({ id: workflow, edits: [{ kind: 'set', at: 'cards.first', path: ['fields'], value: [{ key: 'amount', type: 'number', label: 'Amount', required: true }] }] });
    await client.workflows.publish({ id: workflow });
    const fresh = await client.runs.start({ workflow });
    await host.app.idle();

    expect((await client.cards.get({ id: old.id })).card.fields).toMatchObject([{ key: 'decision' }]);
    expect((await client.cards.get({ id: fresh.id })).card.fields).toMatchObject([{ key: 'amount' }]);
    expect(await failureOf(client.cards.submit({ id: fresh.id, values: approved }))).toMatchObject({ code: 'input_invalid', data: { fields: { amount: 'is required' } } });
    await client.cards.submit({ id: old.id, values: approved });
    await host.app.idle();
    expect(await client.runs.get({ id: old.id })).toMatchObject({ status: 'completed' });
  });

  it('the one asked in place of an expired card is counted after it', async () => {
    const clock = movableClock();
    const { timed, run } = await escalatingRun(clock);
    expect(await timed.cards.get({ id: run.id })).toMatchObject({ step: { number: 1, of: 2 } });

    clock.moveOn(3_600_000);

    await expect.poll(async () => (await timed.cards.get({ id: run.id })).step).toEqual({ number: 2, of: 2 });
  });

  it('a card whose run was stopped is withdrawn and takes no answer', async () => {
    const run = await waitingRun(host);
    const { id } = await client.cards.get({ id: run });
    await client.runs.stop({ id: run });

    expect(await failureOf(client.cards.submit({ id, values: approved }))).toMatchObject({ code: 'precondition_failed', data: { state: 'withdrawn', reason: 'stale' } });
  });

  it('a run without an open card says so', async () => {
    const run = await finishedRun(host);

    expect(await failureOf(client.cards.get({ id: run }))).toMatchObject({ code: 'not_found', message: expect.stringContaining('no open card') });
    expect(await failureOf(client.cards.get({ id: `${run}:review#1` }))).toMatchObject({ code: 'not_found' });
  });

  it('are read on page by page, to the last, though some are answered meanwhile', async () => {
    const own = await openMemoryHost();
    onTestFinished(() => own.close());
    const by = processClient(own.app);
    const runs = [];
    for (let count = 0; count < 5; count += 1) runs.push(await waitingRun(own));
    const pageOf = async (after?: string): Promise<{ readonly runs: string[]; readonly next: string | undefined }> => {
      const { items, next } = await by.cards.list({ limit: 2, ...(after === undefined ? {} : { after }) });
      return { runs: items.map(({ runId }) => runId), next };
    };

    const first = await pageOf();
    expect(first.runs).toEqual(runs.slice(0, 2));
    await by.cards.submit({ id: first.next ?? '', values: approved });
    const second = await pageOf(first.next);
    expect(second.runs).toEqual(runs.slice(2, 4));
    const last = await pageOf(second.next);
    expect(last).toEqual({ runs: runs.slice(4), next: undefined });
    const reader = new AbortController();
    onTestFinished(() => { reader.abort(); });
    expect((await (await by.cards.watch({ limit: 1 }, { signal: reader.signal }))[Symbol.asyncIterator]().next()).value).toMatchObject({ open: 4, items: [{ runId: runs[0] }] });
  });

  it('the inbox is told when a card comes and when it goes', async () => {
    const reader = new AbortController();
    const inbox = (await client.cards.watch({}, { signal: reader.signal }))[Symbol.asyncIterator]();
    const open = (await client.cards.list({})).items.length;
    expect((await inbox.next()).value).toMatchObject({ open });

    const run = await waitingRun(host);
    expect((await inbox.next()).value).toMatchObject({ open: open + 1 });
    await client.cards.submit({ id: run, values: approved });
    expect((await inbox.next()).value).toMatchObject({ open });
    reader.abort();
  });
});
