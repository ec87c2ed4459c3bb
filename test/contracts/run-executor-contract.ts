import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/domain/model/json.ts';
import { go, node, step, workflow } from '../domain/runtime/support/definitions.ts';
import { gates, oneCard, oneGate } from '../domain/runtime/executor/support/gate-definitions.ts';
import { quiet } from '../domain/runtime/executor/support/eventually.ts';
import { failureOf } from '../domain/services/failure-of.ts';
import { type ExecutorHarness, type ExecutorSite, linesOf } from './run-executor-site.ts';
import { describeAdopting } from './run-executor-adopt-contract.ts';
import { describeExecutorTravel } from './run-executor-travel-contract.ts';

/** What every executor does alike, whatever it is built on. `open` gives an empty place each time. */
export function describeRunExecutor(name: string, harness: ExecutorHarness): void {
  describe(`the run executor ${name}`, () => {
    const sites: ExecutorSite[] = [];
    const open = async (): Promise<ExecutorSite> => {
      const site = await harness.open();
      sites.push(site);
      return site;
    };
    let site: ExecutorSite;
    beforeEach(async () => { site = await open(); });
    afterEach(async () => { await Promise.all(sites.splice(0).map((one) => one.close())); });

    describeStarts(() => site, open);
    describeEffects(() => site);
    describeSecrets(() => site);
    describeTimers(() => site);
    describeExecutorTravel(() => site, open);
    describeAdopting(() => site, open);
  });
}

type Current = () => ExecutorSite;

function describeStarts(current: Current, open: () => Promise<ExecutorSite>): void {
  it('1: the same definition with the same outcomes leaves the same canonical journal wherever it runs', async () => {
    const journals = await Promise.all([current(), await open()].map(async (site) => {
      const runId = await site.start(gates('gate.safe', 'gate.keyed', 'gate.once'));
      for (let answer = 1; answer <= 3; answer += 1) (await site.gates.next()).answer(answer);
      await site.status(runId, 'completed');
      return await linesOf(site, runId);
    }));

    expect(journals[0]).toEqual(journals[1]);
    expect(journals[0]?.length).toBeGreaterThan(8);
  });

  it('2: the same start key is one run, the same event key is taken once', async () => {
    const site = current();
    const runId = await site.start(oneCard(), { key: 'the-run' });
    expect(await site.start(oneCard(), { key: 'the-run' })).toBe(runId);
    const first = await site.say(runId, { name: 'card', visit: 'ask#1', values: { text: 'a' } }, 'answer');

    expect(await site.say(runId, { name: 'card', visit: 'ask#1', values: { text: 'a' } }, 'answer')).toEqual({ kind: 'duplicate', seq: first.seq });
    await expect(site.say(runId, { name: 'card', visit: 'ask#1', values: { text: 'b' } }, 'answer'), 'nobody hears that another answer was taken').rejects.toMatchObject({ code: 'conflict' });
    await expect(site.say(runId, { name: 'stop' }, 'answer')).rejects.toMatchObject({ code: 'conflict' });
    expect((await site.journal(runId)).filter((row) => row.type === 'card')).toHaveLength(1);
  });

  it('3: 200 events at once are all taken, one after the other', async () => {
    const site = current();
    const runId = await site.start(oneCard());
    const said = await Promise.all(Array.from({ length: 200 }, (_, at) => site.say(runId, { name: 'signal', emitter: 'test', id: `s-${at}`, signal: 'tick', payload: at })));

    const rows = await site.journal(runId);
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, at) => at + 1));
    expect(new Set(said.map(({ seq }) => seq)).size).toBe(200);
    expect(new Set(rows.filter((row) => row.type === 'signal').map((row) => row.payload['id'])).size).toBe(200);
  });

  it('15: runs keep the definition they began with, whatever is started beside them, and after a restart', async () => {
    const site = current();
    const old = await site.start(oneCard());
    const other = await site.start(oneCard([go('t9', 'ask', 'done', ['scheduled', { after: 'PT1H' }])]));
    await site.crash();
    for (const runId of [old, other]) await site.say(runId, { name: 'card', visit: 'ask#1', values: { text: 'x' } });

    const [first, second] = [await site.status(old, 'completed'), await site.status(other, 'completed')];
    expect(first.definitionHash).not.toBe(second.definitionHash);
  });

  it('18: what was taken is to be read at once, and lists know it', async () => {
    const site = current();
    const runId = await site.start(oneCard());
    const { seq } = await site.say(runId, { name: 'pause', now: false });

    expect((await site.journal(runId)).find((row) => row.seq === seq)).toMatchObject({ type: 'command' });
    expect((await site.list()).find((row) => row.id === runId)).toMatchObject({ status: 'paused' });
  });

  it('19: a megabyte is carried, and more than may be said at once changes nothing', async () => {
    const site = current();
    const runId = await site.start(oneGate('gate.safe'));
    (await site.gates.next()).answer('m'.repeat(1024 * 1024));
    await site.status(runId, 'completed');
    expect((await site.journal(runId)).some(({ payload: { output } }) => typeof output === 'string' && output.length === 1024 * 1024)).toBe(true);

    const parked = await site.start(oneCard());
    const { seq } = await site.status(parked, 'waiting');
    const tooMuch = 'm'.repeat(site.executor.capabilities.maxContextBytes + 1);
    expect(await failureOf(site.say(parked, { name: 'card', visit: 'ask#1', values: { text: tooMuch } }))).toMatchObject({ code: 'input_invalid' });
    expect((await site.row(parked)).seq).toBe(seq);
  });
}

function describeEffects(current: Current): void {
  it('4, 5: a stop takes effect while an effect runs, aborts it, and its late answer decides nothing any more', async () => {
    const site = current();
    const runId = await site.start(oneGate('gate.safe'));
    const call = await site.gates.next();
    await site.say(runId, { name: 'stop' });
    await site.status(runId, 'cancelled');
    const rows = await site.journal(runId);
    call.answer('late');
    await quiet();

    expect(call.context.signal.aborted).toBe(site.executor.capabilities.abortEffects);
    expect((await site.journal(runId)).filter((row) => row.kind !== 'operational')).toEqual(rows.filter((row) => row.kind !== 'operational'));
  });

  it('7, 9, 10: a crash in the middle uses no attempt; what was under way begins again with its key, and nothing completes twice', async () => {
    const site = current();
    const runs = await Promise.all([1, 2, 3].map(() => site.start(oneGate('gate.keyed', { retry: { maxRetries: 1 } }))));
    const before = await Promise.all(runs.map(() => site.gates.next()));
    await site.crash();
    const after = await Promise.all(runs.map(() => site.gates.next()));
    for (const call of after) call.answer('done');
    for (const call of before) call.answer('too late');

    for (const runId of runs) {
      await site.status(runId, 'completed');
      const outcomes = (await site.journal(runId)).filter((row) => row.type === 'effect_completed');
      expect(outcomes.map((row) => [row.payload['attempt'], row.payload['output']])).toEqual([[1, 'done']]);
    }
    expect(after.map((call) => call.context.key).toSorted()).toEqual(before.map((call) => call.context.key).toSorted());
    expect(site.gates.untaken).toBe(0);
  });

  it('8: whichever body of a parallel ends first, the journal is canonically the same', async () => {
    const site = current();
    const body = (id: string): JsonObject => ({
      id, nodes: [node(`${id}_in`, 'start'), node(`${id}_do`, 'workStep', { entry: [step(`${id}_act`, 'gate.safe', { config: { say: id } })] }), node(`${id}_out`, 'end')],
      transitions: [go(`${id}1`, `${id}_in`, `${id}_do`, 'immediate'), go(`${id}2`, `${id}_do`, `${id}_out`, 'task-complete')],
    });
    const definition = workflow([node('begin', 'start'), node('both', 'parallel', { bodies: [body('left'), body('right')] }), node('done', 'end')], [go('t1', 'begin', 'both', 'immediate'), go('t2', 'both', 'done', 'task-complete')]);
    const journals: (readonly string[])[] = [];
    for (const order of [[0, 1], [1, 0]]) {
      const runId = await site.start(definition);
      const calls = [await site.gates.next(), await site.gates.next()].toSorted((one, two) => (JSON.stringify(one.say) < JSON.stringify(two.say) ? -1 : 1));
      for (const at of order) {
        calls[at]?.answer(`answer ${at}`);
        await quiet();
      }
      await site.status(runId, 'completed');
      journals.push(await linesOf(site, runId));
    }

    expect(journals[0]).toEqual(journals[1]);
  });

  it('11: a *once* effect that had begun when the host died asks a person, and is never silently repeated', async () => {
    const site = current();
    const runId = await site.start(oneGate('gate.once'));
    await site.gates.next();
    await site.crash();
    await site.status(runId, 'waiting');

    expect((await site.journal(runId)).filter((row) => row.type === 'incident_opened').map((row) => row.payload['code'])).toEqual(['in_doubt']);
    await quiet();
    expect(site.gates.untaken).toBe(0);
  });

  it('16: a run the engine fails on stands still and is seen; others go on; it can be stopped and removed', async () => {
    const site = current();
    const poison = await site.start(oneGate('gate.brittle'));
    const call = await site.gates.next();
    site.gates.isBroken = true;
    call.answer();
    await site.status(poison, 'waiting');
    const well = await site.start(oneGate('gate.safe'));
    (await site.gates.next()).answer();
    await site.status(well, 'completed');

    expect((await site.row(poison)).openIncidents).toBe(1);
    await site.say(poison, { name: 'stop' });
    await site.status(poison, 'cancelled');
    await site.executor.purge(poison);
    expect((await site.list()).map((row) => row.id)).toEqual([well]);
  });
}

function describeSecrets(current: Current): void {
  it('20: a sensitive value reaches its effect, and stands nowhere in what is kept, after a crash and the end neither', async () => {
    const site = current();
    const canary = 'canary-7f3a91';
    const definition = workflow(
      [node('begin', 'start'), node('work', 'workStep', { entry: [step('act', 'gate.keyed', { config: { say: '{{ inputs.pin }}' } })] }), node('done', 'end', { config: { outputs: { said: '{{ nodes.work.act }}', plain: '{{ inputs.plain }}' } } })],
      [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'done', 'task-complete')],
      { inputs: { type: 'object', properties: { pin: { type: 'string', writeOnly: true }, plain: { type: 'string' } } } },
    );
    const runId = await site.start(definition, { inputs: { pin: canary, plain: 'in-the-open' } });
    expect((await site.gates.next()).say).toBe(canary);
    await site.crash();
    const again = await site.gates.next();
    expect(again.say).toBe(canary);
    again.answer(`${canary} answered`);
    await site.status(runId, 'completed');

    const kept = await site.kept();
    expect(kept).toContain('in-the-open');
    expect(kept).not.toContain(canary);
    expect(JSON.stringify([await site.journal(runId), await site.row(runId), await site.list()])).not.toContain(canary);
  });
}

function describeTimers(current: Current): void {
  const hour = 60 * 60 * 1000;
  const withDeadline = oneCard([go('t3', 'ask', 'done', ['scheduled', { after: 'PT1H' }])]);

  it('6: a deadline is never early, survives a restart, and fires at once when it is overdue', async () => {
    const site = current();
    const runId = await site.start(withDeadline);
    await site.status(runId, 'waiting');
    site.pass(hour - 1);
    await quiet();
    expect((await site.row(runId)).status).toBe('waiting');
    await site.crash();
    site.pass(2 * hour);

    await site.status(runId, 'completed');
    const timer = (await site.journal(runId)).find((row) => row.type === 'timer');
    expect(timer?.at).toBeGreaterThanOrEqual((await site.row(runId)).startedAt + hour);
  });

  it('6: a deadline of a node that was left never fires', async () => {
    const site = current();
    const runId = await site.start(withDeadline);
    await site.status(runId, 'waiting');
    await site.say(runId, { name: 'card', visit: 'ask#1', values: { text: 'x' } });
    await site.status(runId, 'completed');
    site.pass(2 * hour);
    await quiet();

    expect((await site.journal(runId)).filter((row) => row.type === 'timer')).toEqual([]);
  });
}
