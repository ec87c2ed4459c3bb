import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { RunStatus } from '../../../src/core/domain/model/run.ts';
import { Notices } from '../../../src/core/domain/operations/notifications.ts';
import type { RunSummary } from '../../../src/core/domain/operations/shapes.ts';
import { noticesOfRuns } from '../../../src/core/domain/services/notices/notices-of-runs.ts';
import { openSampleHost, processClient, waitingRun } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

const run = (part: Partial<RunSummary>): RunSummary => ({
  id: 'r1', workflow: { id: 'w', slug: 'approval', name: 'Approval' }, status: 'waiting', reasons: [], activeNodes: [], openIncidents: 0, may: [], attended: true, seq: 9, startedAt: '2026-01-01T00:00:00.000Z', startedBy: 'user:local', updatedAt: '2026-01-01T00:00:00.000Z', ...part,
});

describe('what needs somebody in runs', () => {
  it('is said once for each run, node and reason; what ends by itself is not said', () => {
    const incident = { code: 'incident', visit: 'write#1', nodeId: 'write', detail: 'in_doubt' } as const;
    const notices = noticesOfRuns([run({ reasons: [incident, incident, { code: 'timer', dueAt: 5 }, { code: 'effect', detail: 'x' }] }), run({ id: 'r2', reasons: [incident] })], new Set());

    expect(notices.map(({ runId, nodeId, code, severity }) => [runId, nodeId, code, severity])).toEqual([['r1', 'write', 'incident', 'warning'], ['r2', 'write', 'incident', 'warning']]);
    expect(new Set(notices.map(({ id }) => id)).size).toBe(2);
  });

  it('of a later visit is another matter', () => {
    const card = (visit: string) => noticesOfRuns([run({ reasons: [{ code: 'card', visit, nodeId: 'ask', detail: 'Approve?' }] })], new Set())[0]?.id;

    expect(card('ask#2')).not.toBe(card('ask#1'));
  });

  it('comes back unacknowledged when an incident comes again at the same visit', () => {
    const incident = (number: number) => run({ reasons: [{ code: 'incident', visit: 'write#1', nodeId: 'write', detail: 'action_failed', incident: `write#1/@incident.${number}` }] });
    const [first] = noticesOfRuns([incident(1)], new Set());
    const seen = new Set([first?.id ?? '']);

    expect(noticesOfRuns([incident(1)], seen)).toMatchObject([{ isAcknowledged: true, incidentId: 'write#1/@incident.1' }]);
    expect(noticesOfRuns([incident(2)], seen)).toMatchObject([{ isAcknowledged: false, incidentId: 'write#1/@incident.2' }]);
  });

  it('names a failure with its words, before what was seen, the newest first', () => {
    const failed = run({ id: 'f', status: RunStatus.parse('failed'), failure: 'The key was refused.', reasons: [] });
    const older = run({ id: 'o', reasons: [{ code: 'person' }], updatedAt: '2025-01-01T00:00:00.000Z' });
    const seen = run({ id: 's', reasons: [{ code: 'selection' }], updatedAt: '2027-01-01T00:00:00.000Z' });

    const notices = noticesOfRuns([older, seen, failed], new Set(['s::selection']));

    expect(notices.map(({ runId, isAcknowledged }) => [runId, isAcknowledged])).toEqual([['f', false], ['o', false], ['s', true]]);
    expect(notices[0]).toMatchObject({ severity: 'error', text: 'failed: The key was refused.', command: 'aiwm runs get f' });
  });
});

describe('notices', () => {
  let host: Host;
  let client: AppClient;
  beforeEach(async () => {
    host = await openSampleHost();
    client = processClient(host.app);
  });
  afterEach(() => host.close());

  it('come with a card, are counted until somebody has seen them, and go when it is answered', async () => {
    const reader = new AbortController();
    const following = (await client.notifications.watch({}, { signal: reader.signal }))[Symbol.asyncIterator]();
    const next = async () => Notices.parse((await following.next()).value);
    expect(await next()).toMatchObject({ items: [], unseen: 0 });

    const id = await waitingRun(host);
    const first = await next();
    expect(first).toMatchObject({ unseen: 1, items: [{ code: 'card', runId: id, nodeId: expect.any(String) as string, workflow: { slug: 'approval' }, isAcknowledged: false }] });
    const [notice] = first.items;
    expect(notice?.text).toMatch(/^waits for an answer to the card "[^"]+"$/u);
    expect(notice?.command).toBe(`aiwm cards get '${notice?.cardId ?? ''}'`);
    expect(await client.cards.get({ id: notice?.cardId ?? '' })).toMatchObject({ runId: id, state: 'open' });

    await client.notifications.acknowledge({ ids: [notice?.id ?? ''] });
    expect(await next()).toMatchObject({ unseen: 0, items: [{ id: notice?.id, isAcknowledged: true }] });
    expect(await client.notifications.list({})).toMatchObject({ items: [], unseen: 0 });
    expect((await client.notifications.list({ all: true })).items).toHaveLength(1);

    await client.cards.submit({ id, values: { decision: 'approved' } });
    expect(await next()).toMatchObject({ items: [], unseen: 0 });
    reader.abort();
    expect(await failureOf(client.notifications.acknowledge({ ids: [notice?.id ?? ''] }))).toMatchObject({ code: 'not_found' });
  });
});
