import { expect, it } from 'vitest';
import { go } from '../domain/runtime/support/definitions.ts';
import { gates, oneCard, oneGate } from '../domain/runtime/executor/support/gate-definitions.ts';
import { failureOf } from '../domain/services/failure-of.ts';
import { type ExecutorSite, linesOf } from './run-executor-site.ts';

/** How runs leave an executor, come to another one, and are removed. */
export function describeExecutorTravel(current: () => ExecutorSite, open: () => Promise<ExecutorSite>): void {
  const withDeadline = oneCard([go('t3', 'ask', 'done', ['scheduled', { after: 'PT1H' }])]);

  it('17: a parked run goes on elsewhere with what is left of its deadlines; it is fenced here, and taken once there', async () => {
    const [here, there] = [current(), await open()];
    const runId = await here.start(withDeadline);
    await here.status(runId, 'waiting');
    const snapshot = await here.executor.release(runId);
    expect(await there.executor.adopt(snapshot)).toBe(true);

    expect(await there.executor.adopt(snapshot)).toBe(false);
    expect(await failureOf(here.say(runId, { name: 'stop' }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'released' } });
    here.pass(2 * 60 * 60 * 1000);
    there.pass(60 * 60 * 1000);
    await there.status(runId, 'completed');
    expect((await here.row(runId)).seq).toBe(snapshot.rows.length);

    const stayed = await there.start(withDeadline, { key: 'stayed' });
    await there.status(stayed, 'waiting');
    there.pass(60 * 60 * 1000);
    await there.status(stayed, 'completed');
    expect(await linesOf(there, runId)).toEqual(await linesOf(there, stayed));
  });

  it('17: a paused run takes the effects that wait with it; one with an effect under way does not leave', async () => {
    const [here, there] = [current(), await open()];
    const runId = await here.start(gates('gate.safe', 'gate.safe'));
    const call = await here.gates.next();
    expect(await failureOf(here.executor.release(runId))).toMatchObject({ code: 'precondition_failed', data: { reason: 'in_flight' } });
    await here.say(runId, { name: 'pause', now: false });
    call.answer(1);
    await here.status(runId, 'paused');

    expect(await there.executor.adopt(await here.executor.release(runId))).toBe(true);
    await there.say(runId, { name: 'resume' });
    (await there.gates.next()).answer(2);
    await there.status(runId, 'completed');
    expect(here.gates.untaken).toBe(0);
  });

  it('17: a run that was taken in survives the host that took it', async () => {
    const [here, there] = [current(), await open()];
    const runId = await here.start(oneCard());
    await here.status(runId, 'waiting');
    await there.executor.adopt(await here.executor.release(runId));
    await Promise.all([here.crash(), there.crash()]);

    await there.say(runId, { name: 'card', visit: 'ask#1', values: { text: 'x' } });
    expect((await there.status(runId, 'completed')).status).toBe('completed');
    expect(await failureOf(here.say(runId, { name: 'stop' }))).toMatchObject({ data: { reason: 'released' } });
  });

  it('22: a purged run leaves nothing, and whoever speaks to it hears that it is not there', async () => {
    const site = current();
    const runId = await site.start(oneGate('gate.safe'));
    (await site.gates.next()).answer('x'.repeat(4000));
    await site.status(runId, 'completed');
    await site.executor.purge(runId);

    expect(await site.list()).toEqual([]);
    expect(await site.journal(runId)).toEqual([]);
    expect(await failureOf(site.say(runId, { name: 'stop' }))).toMatchObject({ code: 'not_found' });
  });
}
