import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { Overview } from '../../../src/core/domain/operations/overview.ts';
import { finishedRun, freshWorkflow, openSampleHost, processClient, waitingRun } from '../../contracts/fixture/sample-host.ts';

describe('the overview', () => {
  let host: Host;
  let client: AppClient;
  beforeEach(async () => {
    host = await openSampleHost();
    client = processClient(host.app);
  });
  afterEach(() => host.close());

  it('is calm where nothing was done yet', async () => {
    expect(await client.overview.show({})).toMatchObject({
      needs: [], needsMore: 0, failures: [], failuresMore: 0, running: [], hasMoreRunning: false, touched: [], made: [],
      usage: { today: { calls: 0, micros: 0 }, month: { calls: 0 } },
      steps: { run: false, card: false, document: false, workflow: false },
    });
  });

  it('tells what needs somebody as it comes and goes, and what was done for the first time', async () => {
    const reader = new AbortController();
    const following = (await client.overview.watch({}, { signal: reader.signal }))[Symbol.asyncIterator]();
    const until = async (holds: (now: Overview) => boolean): Promise<Overview> => {
      for (;;) {
        const now = Overview.parse((await following.next()).value);
        if (holds(now)) return now;
      }
    };
    await until(() => true);

    const id = await waitingRun(host);
    const asked = await until(({ needs }) => needs.length > 0);
    expect(asked.needs).toMatchObject([{ code: 'card', runId: id }]);
    expect(asked.running).toEqual([]);
    expect(asked.steps.card).toBe(false);

    await client.cards.submit({ id, values: { decision: 'approved' } });
    const answered = await until(({ steps }) => steps.card && steps.run);
    expect(answered.needs).toEqual([]);
    reader.abort();
  });

  it('says what was made and used, and what somebody works on', async () => {
    const run = await finishedRun(host);
    const draft = await freshWorkflow(host);

    const { made, usage, touched, steps } = await client.overview.show({});
    expect(made[0]).toMatchObject({ runId: run, workflow: { id: expect.any(String) as string } });
    expect(usage.today).toEqual(usage.month);
    expect(touched.map(({ id }) => id)).toEqual([draft]);
    expect(steps).toMatchObject({ run: true, document: true, workflow: true });
  });

  it('names a failed run apart from what waits', async () => {
    const { workflow } = await client.workflows.create({ name: 'Falls', definition: {
      format: 'aiwm.workflow/1', name: 'Falls',
      root: { id: 'root', nodes: [{ id: 'start', type: 'start' }, { id: 'stop', type: 'workStep', entry: [{ id: 'read', type: 'file.read', config: { file: 'nowhere.txt' } }] }, { id: 'done', type: 'end' }], transitions: [{ id: 't1', from: 'start', to: 'stop', triggers: [{ type: 'immediate' }] }, { id: 't2', from: 'stop', to: 'done', triggers: [{ type: 'task-complete' }] }] },
    } }).then((made) => ({ workflow: made.id }));
    const { id } = await client.runs.start({ workflow, draft: true });
    for await (const row of await client.runs.watch({ id })) if (row.type === 'run.failed') break;

    expect(await client.overview.show({})).toMatchObject({ needs: [], running: [], failures: [{ code: 'failed', runId: id, nodeId: 'stop' }] });
  });
});
