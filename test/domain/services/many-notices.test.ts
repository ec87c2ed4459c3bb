import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { openMemory } from '../../../src/core/storage/memory/memory-adapter.ts';
import { openMemoryHost, processClient } from '../../contracts/fixture/sample-host.ts';
import { creation, newRunId, projection, start } from '../../contracts/run-commit-fixture.ts';

it('more runs wait for somebody than are read: the others are counted, and lead on to their list', async () => {
  const data = openMemory();
  const { epoch } = await data.claim({ id: randomUUID(), at: start });
  for (let at = 0; at < 620; at += 1) await data.commitRun(creation(epoch, { runId: newRunId(), projection: projection({ status: 'waiting', reasons: [{ code: 'card', nodeId: 'ask', detail: `Card ${at}` }] }) }));
  const host = await openMemoryHost(data);
  try {
    const client = processClient(host.app);
    const { items, more, unseen } = await client.notifications.list({});
    expect([items.length, more, unseen]).toEqual([500, 120, 620]);
    expect((await client.overview.show({})).needsMore).toBe(610);

    const [first] = items;
    await client.notifications.acknowledge({ ids: [first?.id ?? ''] });
    expect(await client.notifications.list({})).toMatchObject({ more: 120, unseen: 619 });
  } finally {
    await host.close();
  }
});
