import { expect, it } from 'vitest';
import type { RunId } from '../../src/core/domain/model/ids.ts';
import type { Json, JsonObject } from '../../src/core/domain/model/json.ts';
import { eventually } from '../domain/runtime/executor/support/eventually.ts';
import { oneCard } from '../domain/runtime/executor/support/gate-definitions.ts';
import { beside } from '../domain/runtime/support/containers.ts';
import { around, go, node, step, workflow } from '../domain/runtime/support/definitions.ts';
import { failureOf } from '../domain/services/failure-of.ts';
import { type ExecutorSite, linesOf } from './run-executor-site.ts';

const hour = 60 * 60 * 1000;

/** Runs that are handed over in the middle of what they wait for: they go on as those that stayed. */
export function describeAdopting(current: () => ExecutorSite, open: () => Promise<ExecutorSite>): void {
  /** Hands the run over once it waits, and gives where it is then. */
  const moved = async (here: ExecutorSite, runId: RunId): Promise<ExecutorSite> => {
    await here.status(runId, 'waiting');
    const there = await open();
    there.pass(Math.max(0, here.now() - there.now()));
    expect(await there.executor.adopt(await here.executor.release(runId))).toBe(true);
    return there;
  };

  it('17: one that asks for approval is approved where it came to, as it was shown, and no longer where it was', async () => {
    const here = current();
    const runId = await here.start(approval());
    await here.status(runId, 'waiting');
    const hash = await hashOf(here, runId);
    const there = await moved(here, runId);
    const approve = { name: 'approval', visit: 'work#1', validator: 'ok', hash, decision: 'approve' } as const;

    expect(await failureOf(here.say(runId, approve))).toMatchObject({ data: { reason: 'released' } });
    expect(await failureOf(there.say(runId, { ...approve, hash: 'another' }))).toMatchObject({ data: { reason: 'approval_void' } });
    await there.say(runId, approve);
    const call = await there.gates.next();
    expect(call.say).toBe('as shown');
    call.answer(1);
    await there.status(runId, 'completed');
  });

  it('17: one that asks for approval loses nothing of the time to answer, and gains nothing', async () => {
    const here = current();
    const runId = await here.start(approval());
    await here.status(runId, 'waiting');
    here.pass(hour / 2);
    const there = await moved(here, runId);
    const hash = await hashOf(there, runId);

    there.pass(hour / 2);

    await there.status(runId, 'completed');
    expect((await there.journal(runId)).at(-1)?.payload).toMatchObject({ outcome: 'late' });
    expect(await failureOf(there.say(runId, { name: 'approval', visit: 'work#1', validator: 'ok', hash, decision: 'approve' }))).toMatchObject({ data: { reason: 'ended' } });
  });

  it('17: one that waits for a moment of a zone has it met where it came to, by the rules it was armed with', async () => {
    const here = current();
    const at = new Date(here.now() + 2 * hour).toISOString();
    const definition = around(node('hold', 'wait', { config: { at: { date: at.slice(0, 10), time: at.slice(11, 16), zone: 'UTC' } } }), [go('t2', 'hold', 'done', 'scheduled')]);
    const runId = await here.start(definition);
    await here.status(runId, 'waiting');
    await eventually(async () => (await here.journal(runId)).some((row) => row.type === 'timer_armed'));
    const there = await moved(here, runId);

    there.pass(2 * hour);

    await there.status(runId, 'completed');
    expect((await there.journal(runId)).filter((row) => row.type === 'timer_armed')).toHaveLength(1);
  });

  it.each<[string, JsonObject, readonly string[]]>([
    ['a parallel', beside('parallel', { bodies: [cardBody('left'), cardBody('right'), waitBody('clock')] }, cards), ['par#1:right/ask_right#1', 'par#1:left/ask_left#1']],
    ['a map', beside('map', { config: { over: '["a", "b", "c"]', concurrency: 2 }, bodies: [cardBody('each')] }, cards), ['map#1:each[1]/ask_each#1', 'map#1:each[0]/ask_each#1', 'map#1:each[2]/ask_each#1']],
  ])('17: one inside %s goes on in every body, and ends as one that stayed', async (_what, definition, asked) => {
    const here = current();
    const [first = '', ...others] = asked;
    const answered = async (site: ExecutorSite, runId: RunId, visits: readonly string[]): Promise<void> => {
      for (const visit of visits) await site.say(runId, { name: 'card', visit, values: { text: visit } });
    };
    const [runId, stayed] = [await here.start(definition), await here.start(definition, { key: 'stayed' })];
    await Promise.all([here.status(runId, 'waiting'), here.status(stayed, 'waiting')]);
    await answered(here, runId, [first]);
    const there = await moved(here, runId);

    await answered(there, runId, others);
    there.pass(hour);
    await there.status(runId, 'completed');
    await answered(here, stayed, asked);
    here.pass(hour);
    await here.status(stayed, 'completed');

    expect(await linesOf(there, runId)).toEqual(await linesOf(here, stayed));
    expect((await there.journal(runId)).at(-1)?.payload['outputs']).toEqual((await here.journal(stayed)).at(-1)?.payload['outputs']);
  });
}

/** work asks people before pay, whose request is theirs to see; after an hour it goes another way. */
function approval(): JsonObject {
  const validators = [{ id: 'ok', type: 'manual-approval', config: { title: 'Pay?', allowSelf: true, approves: ['pay'] } }];
  return workflow(
    [node('begin', 'start'), node('work', 'workStep'), node('next', 'workStep', { entry: [step('pay', 'gate.safe', { config: { say: '{{ vars.text }}' } })] }), node('late', 'end', { config: { result: 'late' } }), node('done', 'end')],
    [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'next', 'task-complete', { validators }), go('t3', 'work', 'late', ['scheduled', { after: 'PT1H' }]), go('t4', 'next', 'done', 'task-complete')],
    { variables: { text: { initial: 'as shown' } } },
  );
}

async function hashOf(site: ExecutorSite, runId: RunId): Promise<string> {
  const hash = (await site.journal(runId)).findLast((row) => row.type === 'approval_requested')?.payload['hash'];
  return typeof hash === 'string' ? hash : '';
}

const { cards: shown = [] }: { readonly cards?: Json } = oneCard();
const cards = { all: { cards: shown } };

/** A body that shows the card and yields what it was answered. */
function cardBody(id: string): JsonObject {
  return {
    id,
    nodes: [node(`in_${id}`, 'start'), node(`ask_${id}`, 'uiCard', { config: { card: 'card' } }), node(`out_${id}`, 'end', { config: { outputs: { text: `{{ nodes.ask_${id}.card.values.text }}` } } })],
    transitions: [go(`${id}_1`, `in_${id}`, `ask_${id}`, 'immediate'), go(`${id}_2`, `ask_${id}`, `out_${id}`, 'card-submitted')],
  };
}

function waitBody(id: string): JsonObject {
  return {
    id,
    nodes: [node(`in_${id}`, 'start'), node(`hold_${id}`, 'wait', { config: { after: 'PT1H' } }), node(`out_${id}`, 'end')],
    transitions: [go(`${id}_1`, `in_${id}`, `hold_${id}`, 'immediate'), go(`${id}_2`, `hold_${id}`, `out_${id}`, 'scheduled')],
  };
}
