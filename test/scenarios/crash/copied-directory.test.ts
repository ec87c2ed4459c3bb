import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { openHost } from '../../../src/core/app/open-host.ts';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import { errorFromWire } from '../../../src/core/domain/model/error-wire.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function hostOf(dataDirectory: string): Promise<{ readonly host: Host; readonly client: AppClient }> {
  const host = await openHost({ dataDirectory });
  if (host === undefined) throw new Error('somebody else is the host');
  return { host, client: host.app.client(localUser('process')) };
}

it('a copied directory executes nothing until somebody says that its runs go on there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aiwm-copy-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  const original = await hostOf(join(folder, 'original'));
  const { id } = await original.client.runs.start({ workflow: 'approval' });
  await original.host.app.idle();
  await original.host.close();
  await cp(join(folder, 'original'), join(folder, 'copy'), { recursive: true });

  const { host, client } = await hostOf(join(folder, 'copy'));
  cleanups.push(() => host.close());

  const held = await client.runs.get({ id });
  expect(held).toMatchObject({ status: 'waiting', incidents: [{ code: 'restored', answers: expect.arrayContaining(['retry', 'fail']) }] });
  const refused: unknown = await client.cards.submit({ id, values: { decision: 'approved' } }).catch((error: unknown) => error);
  expect(errorFromWire(refused)).toMatchObject({ code: 'precondition_failed', data: { reason: 'blocked' } });

  await client.runs.resolve({ id, incident: held.incidents[0]?.id ?? '', answer: 'retry' });
  await client.cards.submit({ id, values: { decision: 'approved' } });
  await host.app.idle();
  expect((await client.runs.get({ id })).status).toBe('completed');
});

it('a directory that stayed where it was goes on by itself', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aiwm-stay-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  const first = await hostOf(folder);
  const { id } = await first.client.runs.start({ workflow: 'approval' });
  await first.host.app.idle();
  await first.host.close();

  const { host, client } = await hostOf(folder);
  cleanups.push(() => host.close());

  expect((await client.runs.get({ id })).incidents).toEqual([]);
});
