import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../../src/core/app/app.ts';
import { openMemory } from '../../../../src/core/storage/memory/memory-adapter.ts';
import { openMemoryHost, processClient } from '../../../contracts/fixture/sample-host.ts';
import { failureOf } from '../failure-of.ts';

let host: Host;
let client: AppClient;
beforeAll(async () => {
  host = await openMemoryHost(openMemory());
  client = processClient(host.app);
});
afterAll(() => host.close());

const said = async (id: string): Promise<unknown> => (await client.workflows.get({ id })).definition['description'];

it('sixty edits are taken back one by one as far as they are kept, and all done again', async () => {
  const { id } = await client.workflows.create({ name: 'Long' });
  for (let at = 0; at < 60; at += 1) await client.workflows.edit({ id, edits: [{ kind: 'set', at: 'workflow', path: ['description'], value: `v${at}` }] });

  for (let at = 58; at >= 10; at -= 1) {
    await client.workflows.undo({ id });
    expect(await said(id)).toBe(`v${at}`);
  }
  for (let at = 11; at <= 59; at += 1) {
    await client.workflows.redo({ id });
    expect(await said(id)).toBe(`v${at}`);
  }
  expect(await failureOf(client.workflows.redo({ id }))).toMatchObject({ code: 'precondition_failed' });

  for (let turn = 0; turn < 60; turn += 1) {
    await client.workflows.undo({ id, steps: 3 });
    await client.workflows.redo({ id, steps: 2 });
    await client.workflows.redo({ id });
  }
  expect(await said(id)).toBe('v59');
  await client.workflows.undo({ id, steps: 40 });
  expect(await said(id)).toBe('v19');
});
