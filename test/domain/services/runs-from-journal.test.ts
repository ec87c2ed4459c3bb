import { describe, expect, it } from 'vitest';
import { printAnswer } from '../../../src/cli/print/print-answer.ts';
import { exitCodeOfAnswer } from '../../../src/cli/exit-codes.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';
import { finishedRun, waitingRun } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

const { host, client } = await memoryHost();

const look = { paint: (_style: string, text: string) => text };
const printed = async (operation: string, answer: unknown): Promise<string> => (await printAnswer(operation, answer, look)).text;

/** start → ask a model → show what it said → end. */
const asking = (prompt: string): JsonObject => ({
  format: 'aiwm.workflow/1',
  name: 'Asks',
  variables: { tone: { schema: { type: 'string' }, initial: 'dry' } },
  root: {
    id: 'root',
    nodes: [
      { id: 'start', type: 'start' },
      { id: 'ask', type: 'workStep', entry: [{ id: 'say', type: 'llm.chat', config: { prompt } }] },
      { id: 'again', type: 'workStep', entry: [{ id: 'say_again', type: 'llm.chat', config: { prompt: 'In a {{ vars.tone }} tone: {{ nodes.ask.say.text }}' } }] },
      { id: 'done', type: 'end', config: { outputs: { text: '{{ nodes.again.say_again.text }}' } } },
    ],
    transitions: [
      { id: 't1', from: 'start', to: 'ask', triggers: [{ type: 'immediate' }] },
      { id: 't2', from: 'ask', to: 'again', triggers: [{ type: 'task-complete' }] },
      { id: 't3', from: 'again', to: 'done', triggers: [{ type: 'task-complete' }] },
    ],
  },
});

async function asked(): Promise<{ readonly id: string; readonly workflow: string }> {
  const { slug, id: workflow } = await client.workflows.create({ name: 'Asks', definition: asking('Tell me about the harbour.') });
  const { id } = await client.runs.start({ workflow: slug, draft: true });
  await host.app.idle();
  return { id, workflow };
}

async function outputs(id: string): Promise<unknown> {
  await host.app.idle();
  const run = await client.runs.get({ id });
  expect(run.status).toBe('completed');
  return run.outputs;
}

describe('replay', () => {
  it('says that a run decides the same again, with no call and no new row', async () => {
    const { id } = await asked();
    const before = await client.runs.get({ id });

    const answer = await client.runs.replay({ id });

    expect(answer).toMatchObject({ equal: true, against: 'pinned', rows: before.seq, effects: 2 });
    expect(await printed('runs.replay', answer)).toContain('Equal');
    expect(exitCodeOfAnswer('runs.replay', answer)).toBe(0);
    expect(await client.runs.get({ id })).toEqual(before);
  });

  it('by a changed draft stops at what was never recorded, beside the nearest request, and ends with code 7', async () => {
    const { id, workflow } = await asked();
    const { revision } = await client.workflows.get({ id: workflow });
    await client.workflows.update({ id: workflow, revision, definition: asking('Tell me about the station.') });

    const answer = await client.runs.replay({ id, draft: true });

    expect(answer).toMatchObject({ equal: false, against: 'draft', divergence: { kind: 'miss', effect: 'ask#1/say.1', nearest: { effect: 'ask#1/say.1' }, diff: [{ path: 'prompt', before: 'Tell me about the harbour.', after: 'Tell me about the station.' }] } });
    const text = await printed('runs.replay', answer);
    expect(text).toContain('never recorded');
    expect(text).toContain('station');
    expect(exitCodeOfAnswer('runs.replay', answer)).toBe(7);
  });

  it('by a draft that decides the same is equal', async () => {
    const { id } = await asked();

    expect(await client.runs.replay({ id, draft: true })).toMatchObject({ equal: true, against: 'draft' });
  });
});

describe('time travel', () => {
  it('shows the run after each of its rows', async () => {
    const { id } = await asked();
    const { seq } = await client.runs.get({ id });

    const early = await client.runs.state({ id, at: 4 });
    expect(early).toMatchObject({ seq: 4, lastSeq: seq, status: 'running', row: 'effect_scheduled', border: true, active: [{ visit: 'ask#1' }], nodes: {}, wanted: [{ effect: 'ask#1/say.1' }] });
    expect(await printed('runs.state', early)).toContain('ask#1/say.1');
    expect(await client.runs.state({ id })).toMatchObject({ seq, status: 'completed', outputs: expect.anything() as unknown });
    expect(await client.runs.state({ id, at: 3 })).toMatchObject({ border: false });
    expect(early.origins).toMatchObject({ 'nodes.ask.say': ['llm'] });
    expect(await printed('runs.state', early)).toContain('nodes.ask.say: a model');
    expect(await failureOf(client.runs.state({ id, at: seq + 1 }))).toMatchObject({ code: 'input_invalid' });
  });
});

describe('a fork', () => {
  it('with another prompt asks that, and what follows from it; the costs are its own', async () => {
    const { id } = await asked();
    const { id: child } = await client.runs.fork({ id, at: 4, prompt: 'Tell me about the lighthouse.' });
    expect(await outputs(child)).not.toEqual(await outputs(id));

    const compared = await client.runs.compare({ a: id, b: child });
    expect(compared).toMatchObject({ canonicalEqual: false, bytesEqual: false, sharedRows: 4, a: { calls: 2, inherited: 0 }, b: { calls: 2, inherited: 0, parent: { id, seq: 4 } }, first: { place: 'ask#1' } });
    expect(await printed('runs.compare', compared)).toContain('They part at ask#1');
    expect((await client.runs.replay({ id: child })).equal).toBe(true);
    expect((await client.runs.get({ id: child })).parent).toEqual({ id, seq: 4 });
  });

  it('without a change costs nothing and did the same', async () => {
    const { id } = await asked();
    const { id: child } = await client.runs.fork({ id, at: 4 });
    expect(await outputs(child)).toEqual(await outputs(id));

    const compared = await client.runs.compare({ a: id, b: child });
    expect(compared).toMatchObject({ canonicalEqual: true, b: { calls: 0, inherited: 2, inputTokens: 0 } });
    expect(await printed('runs.compare', compared)).toContain('Both did the same');
  });

  it('beside a run that has not ended is told that its time is not over', async () => {
    const compared = await client.runs.compare({ a: await finishedRun(host), b: await waitingRun(host) });

    expect((await printed('runs.compare', compared)).match(/^time .*$/mu)?.[0]).toMatch(/^time +\S+ m?s +\S+ m?s until its last row; not ended *$/u);
  });

  it('with another variable or model asks only where the request is another one', async () => {
    const { id } = await asked();
    const changed = await client.runs.fork({ id, at: 4, set: { tone: 'warm' } });
    await outputs(changed.id);
    expect(await client.runs.compare({ a: id, b: changed.id })).toMatchObject({ canonicalEqual: false, b: { calls: 1, inherited: 1 }, first: { place: 'again#1' } });

    const other = await client.runs.fork({ id, at: 4, model: 'large' });
    await outputs(other.id);
    expect((await client.runs.get({ id: other.id })).usage.calls).toBe(2);
    const requests = (await client.runs.events({ id: other.id, after: 5 })).items.filter(({ type }) => type === 'effect_scheduled').map(({ payload }) => payload['request']);
    expect(requests).toMatchObject([{ model: 'large' }]);
    expect((await client.runs.replay({ id: other.id })).equal).toBe(true);
  });

  it('with another connector asks that for its own model, and refuses one that is not there', async () => {
    const { id } = await asked();
    const other = await client.runs.fork({ id, at: 4, connector: 'claude', model: 'mock-large' });
    const requests = (await client.runs.events({ id: other.id, after: 4 })).items.filter(({ type }) => type === 'fork' || type === 'command');
    expect(requests[0]?.payload).toMatchObject({ name: 'fork', connector: 'claude', model: 'mock-large' });
    const own = await client.runs.fork({ id, at: 4, connector: 'mock' });
    await outputs(own.id);
    const scheduled = (await client.runs.events({ id: own.id, after: 5 })).items.filter(({ type }) => type === 'effect_scheduled').map(({ payload }) => payload['request']);
    expect(scheduled).toMatchObject([{ connector: 'mock', model: 'default' }]);
    expect((await client.runs.replay({ id: own.id })).equal).toBe(true);
    expect(await failureOf(client.runs.fork({ id, at: 4, connector: 'nosuch' }))).toMatchObject({ code: 'not_found', next: expect.stringContaining('mock') as string });
  });

  it('by the draft follows it from there on', async () => {
    const { id, workflow } = await asked();
    const { revision } = await client.workflows.get({ id: workflow });
    await client.workflows.update({ id: workflow, revision, definition: asking('Tell me about the station.') });

    const child = await client.runs.fork({ id, at: 4, draft: true });
    expect(await outputs(child.id)).not.toEqual(await outputs(id));
    expect((await client.runs.get({ id: child.id })).definitionHash).not.toBe((await client.runs.get({ id })).definitionHash);
    expect((await client.runs.replay({ id: child.id })).equal).toBe(true);
  });

  it('where nothing asks a model has no prompt to change, and a border is needed', async () => {
    const id = await waitingRun(host);

    expect(await failureOf(client.runs.fork({ id, prompt: 'x' }))).toMatchObject({ code: 'precondition_failed' });
    expect(await failureOf(client.runs.fork({ id, at: 2 }))).toMatchObject({ code: 'input_invalid', data: { nearest: [4] } });
  });
});

describe('a restart and a move', () => {
  it('begins again by the newest version where that is said, and is refused where the node is not in it', async () => {
    const { id, workflow } = await asked();
    const publish = async (definition: JsonObject): Promise<void> => {
      const { revision } = await client.workflows.get({ id: workflow });
      await client.workflows.update({ id: workflow, revision, definition });
      await client.workflows.publish({ id: workflow });
    };
    await publish(asking('Tell me about the station.'));
    const { newest } = (await client.runs.changes({ id })).workflow ?? {};
    const again = await client.runs.restart({ id, node: 'ask', newVersion: true });
    expect(await outputs(again.id)).not.toEqual(await outputs(id));
    expect((await client.runs.get({ id: again.id })).workflow.version).toBe(newest);
    expect((await client.runs.replay({ id: again.id })).equal).toBe(true);

    await publish(JSON.parse(JSON.stringify(asking('Other')).replaceAll('"ask"', '"question"').replaceAll('nodes.ask.', 'nodes.question.')) as JsonObject);
    expect(await failureOf(client.runs.restart({ id, node: 'ask', newVersion: true }))).toMatchObject({ code: 'precondition_failed', message: expect.stringContaining('ask') as string });
  });

  it('begins the node again, with calls of its own', async () => {
    const { id } = await asked();
    const again = await client.runs.restart({ id, node: 'again' });
    await outputs(again.id);

    expect(again).toMatchObject({ parent: id, visit: 'again#1' });
    expect((await client.runs.get({ id: again.id })).usage.calls).toBe(1);
    expect(await failureOf(client.runs.restart({ id, node: 'nowhere' }))).toMatchObject({ code: 'not_found', next: expect.stringContaining('again') as string });
  });

  it('needs a paused run and a place for each visit', async () => {
    const id = await waitingRun(host);
    expect(await failureOf(client.runs.migrate({ id, version: 1 }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'not_paused' } });
    await client.runs.pause({ id });

    expect(await failureOf(client.runs.migrate({ id }))).toMatchObject({ code: 'input_invalid', next: expect.stringContaining('--draft') });
    expect(await failureOf(client.runs.migrate({ id, version: 1, mapping: { reveiw: 'review' } }))).toMatchObject({ code: 'input_invalid', message: expect.stringContaining('"reveiw"') });
    const moved = await client.runs.migrate({ id, version: 1 });
    expect(moved.status).toBe('paused');
    expect(await printed('runs.migrate', moved)).toContain('Moved');
    await client.runs.resume({ id });
    await client.cards.submit({ id, values: { decision: 'approved' } });
    expect(await outputs(id)).toEqual({ decision: 'approved' });
    expect((await client.runs.replay({ id })).equal).toBe(true);
    expect(await failureOf(client.runs.migrate({ id: await finishedRun(host), version: 1 }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'ended' } });
  });
});
