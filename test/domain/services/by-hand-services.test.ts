import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import type { Caller } from '../../../src/core/domain/model/caller.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { byHand } from '../../contracts/fixture/by-hand-definition.ts';
import { openMemoryHost, openSampleHost, processClient } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

const token = (id: string): Caller => ({ actor: { kind: 'token', id }, access: 'operate', door: 'process' });

describe.each([
  ['memory', openMemoryHost],
  ['SQLite', openSampleHost],
])('over %s', (_, open) => {
  let host: Host;
  let client: AppClient;
  beforeAll(async () => {
    host = await open();
    client = processClient(host.app);
  });
  afterAll(() => host.close());

  async function waiting(approval: JsonObject = {}): Promise<string> {
    const definition = JSON.parse(JSON.stringify(byHand).replace('"allowSelf":true', JSON.stringify(approval).slice(1, -1) || '"allowSelf":false')) as JsonObject;
    const { id } = await client.workflows.create({ name: 'By hand', definition });
    const run = await client.runs.start({ workflow: id, draft: true });
    await host.app.idle();
    return run.id;
  }

  it('two people approve what nobody may approve alone, and least of all who started it', async () => {
    const run = await waiting({ quorum: 2, principals: ['user:local', 'token:ada', 'token:bob'] });
    const as = (id: string) => host.app.client(token(id)).approvals.decide({ id: run, decision: 'approve' });

    expect(await failureOf(client.approvals.decide({ id: run, decision: 'approve' }))).toMatchObject({ code: 'access_denied', data: { reason: 'self_approval' } });
    expect(await failureOf(as('eve'))).toMatchObject({ code: 'access_denied', data: { reason: 'not_principal' } });
    expect(await as('ada')).toMatchObject({ state: 'open' });
    expect(await failureOf(as('ada'))).toMatchObject({ code: 'already_answered' });
    expect((await client.approvals.list({ run })).items).toMatchObject([{ votes: [{ by: 'token:ada' }], quorum: 2 }]);
    expect(await as('bob')).toMatchObject({ state: 'approved' });

    expect((await client.runs.get({ id: run })).status).toBe('completed');
    expect((await client.approvals.list({ run, state: 'approved' })).items).toMatchObject([{ votes: [{ by: 'token:ada' }, { by: 'token:bob' }] }]);
    expect(await failureOf(as('bob'))).toMatchObject({ code: 'already_answered', data: { id: expect.stringContaining(run), state: 'approved' } });
  });

  it('an answer sent again with its key is answered as the first was, and noted once', async () => {
    const run = await waiting();
    const [approval] = (await client.approvals.list({ run })).items;
    const send = () => host.app.client(token('ada')).approvals.decide({ id: approval?.id ?? '', decision: 'reject', comment: 'no', key: 'once' });
    const first = await send();

    expect(await send()).toEqual(first);
    expect((await client.approvals.list({ run, state: 'rejected' })).items).toMatchObject([{ votes: [{ by: 'token:ada', comment: 'no' }] }]);
    expect(await failureOf(client.approvals.decide({ id: approval?.id ?? '', decision: 'approve' }))).toMatchObject({ code: 'already_answered' });
  });

  it('a run that is stopped withdraws what it asked', async () => {
    const run = await waiting();
    await client.runs.stop({ id: run });

    const [approval] = (await client.approvals.list({ run, state: 'withdrawn' })).items;
    expect(approval).toBeDefined();
    expect(await failureOf(client.approvals.decide({ id: approval?.id ?? '', decision: 'approve' }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'stale' } });
  });

  it('a user action is used, cools down, and says so before anybody tries', async () => {
    const run = await waiting();
    expect(await client.actions.list({ id: run })).toMatchObject({ items: [{ id: 'remind', nodeId: 'prepare', isAvailable: true }], transitions: [{ transition: 'go_on' }, { transition: 'strict' }] });

    const first = await client.actions.invoke({ id: run, action: 'remind', reason: 'it is Friday', key: 'once' });

    expect((await client.runs.get({ id: run })).vars).toEqual({ reminders: 1 });
    expect((await client.actions.list({ id: run })).items).toMatchObject([{ isAvailable: false, reason: 'cooldown' }]);
    expect(await failureOf(client.actions.invoke({ id: run, action: 'remind' }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'cooldown' } });
    expect(await client.actions.invoke({ id: run, action: 'remind', key: 'once' })).toMatchObject({ seq: first.seq });
    expect(await failureOf(client.actions.invoke({ id: run, action: 'shout' }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'stale' } });
  });

  it('a transition is taken by hand as its validators say, unless an administrator skips them', async () => {
    const run = await waiting();
    const operator = host.app.client(token('ada'));

    expect(await failureOf(operator.runs.fire({ id: run, transition: 'strict' }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'not_accepted' } });
    expect(await failureOf(operator.runs.fire({ id: run, transition: 'strict', skipValidators: true }))).toMatchObject({ code: 'access_denied' });
    await client.runs.fire({ id: run, transition: 'strict', skipValidators: true, reason: 'in a hurry' });

    expect(await client.runs.get({ id: run })).toMatchObject({ status: 'completed', outcome: 'aside' });
    expect((await client.approvals.list({ run, state: 'withdrawn' })).items).toHaveLength(1);
    const [line] = (await client.audit.list({ operation: 'runs.fire', limit: 1 })).items;
    expect(JSON.stringify(line)).toContain('in a hurry');
  });

  it('nor does an incident let a transition by that its validators refuse, unless an administrator says so', async () => {
    const validators = [{ id: 'never', type: 'expression', config: { that: 'vars.n > 1' } }];
    const definition = {
      format: 'aiwm.workflow/1', name: 'Stuck', variables: { n: { initial: 0 } },
      root: {
        id: 'root',
        nodes: [{ id: 'begin', type: 'start' }, { id: 'work', type: 'workStep' }, { id: 'done', type: 'end' }],
        transitions: [{ id: 't1', from: 'begin', to: 'work', triggers: [{ type: 'immediate' }] }, { id: 't2', from: 'work', to: 'done', triggers: [{ type: 'task-complete' }], validators }],
      },
    };
    const { id: workflow } = await client.workflows.create({ name: 'Stuck', definition });
    const { id } = await client.runs.start({ workflow, draft: true });
    await host.app.idle();
    const operator = host.app.client(token('ada'));
    const [incident] = (await client.runs.get({ id })).incidents;
    const take = { id, incident: incident?.id ?? '', answer: 'take_transition', transition: 't2' } as const;

    expect(await failureOf(operator.runs.resolve(take))).toMatchObject({ code: 'precondition_failed', data: { reason: 'not_accepted' } });
    expect(await failureOf(operator.runs.resolve({ ...take, skipValidators: true }))).toMatchObject({ code: 'access_denied' });
    await client.runs.resolve({ ...take, skipValidators: true });

    expect((await client.runs.get({ id })).status).toBe('completed');
    expect(JSON.stringify((await client.audit.list({ operation: 'runs.resolve', limit: 1 })).items)).toContain('skipValidators');
  });

  it('who takes a fork approves it no more than who started the run', async () => {
    const run = await waiting();
    const fork = await host.app.client(token('ada')).runs.fork({ id: run });
    await host.app.idle();
    const as = (id: string) => host.app.client(token(id)).approvals.decide({ id: fork.id, decision: 'approve' });

    expect(await failureOf(as('ada'))).toMatchObject({ code: 'access_denied', data: { reason: 'self_approval' } });
    expect(await failureOf(client.approvals.decide({ id: fork.id, decision: 'approve' }))).toMatchObject({ code: 'access_denied', data: { reason: 'self_approval' } });
    expect(await as('bob')).toMatchObject({ state: 'approved' });
  });
});
