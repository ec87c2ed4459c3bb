import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openHost } from '../../../src/core/app/open-host.ts';
import type { Host } from '../../../src/core/app/app.ts';
import { fixtureSamples, processClient, waitingRun } from '../../contracts/fixture/sample-host.ts';

describe('runs that cannot be read', () => {
  it('are listed as such, and the others go on', async () => {
    const dataDirectory = await mkdtemp(path.join(tmpdir(), 'aiwm-poison-'));
    onTestFinished(() => rm(dataDirectory, { recursive: true, force: true }));
    const open = async (): Promise<Host> => {
      const host = await openHost({ dataDirectory, samples: fixtureSamples });
      if (host === undefined) throw new Error('somebody else is the host');
      return host;
    };
    const first = await open();
    const [healthy, poison, orphan] = [await waitingRun(first), await waitingRun(first), await waitingRun(first)];
    await first.close();
    const db = new Database(path.join(dataDirectory, 'gen-0001', 'aiwm.db'));
    db.prepare(`update workflow_runs set reasons = '{"no": "list"', status = 'running' where id = ?`).run(poison);
    db.prepare(`update workflow_runs set definition_hash = ?, status = 'running' where id = ?`).run('f'.repeat(64), orphan);
    db.close();

    const host = await open();
    onTestFinished(() => host.close());
    const client = processClient(host.app);
    const { items } = await client.runs.list({});

    expect(Object.fromEntries(items.map(({ id, unreadable }) => [id, unreadable !== undefined]))).toEqual({ [healthy]: false, [poison]: true, [orphan]: true });
    await client.cards.submit({ id: (await client.runs.get({ id: healthy })).cards[0] ?? '', values: { decision: 'approved' } });
    await host.app.idle();
    expect((await client.runs.get({ id: healthy })).status).toBe('completed');
  });
});
