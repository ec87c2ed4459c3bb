import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { failureOf } from '../../domain/services/failure-of.ts';
import { openSampleHouse, type SampleHouse } from './sample-house.ts';

async function decide(house: SampleHouse, run: string, decision: 'approve' | 'reject') {
  const [open] = (await house.client.approvals.list({ run })).items;
  await house.client.approvals.decide({ id: run, decision, hash: open?.hash ?? '' });
  await expect.poll(async () => (await house.client.runs.get({ id: run })).status, { timeout: 60_000 }).toBe('completed');
  return house.client.runs.get({ id: run });
}

it('reads the rules, asks a person before it writes, writes what they saw, and replays without a call', async () => {
  await using house = await openSampleHouse();
  const { id, ...waiting } = await house.run('agent-desk');

  expect(waiting).toMatchObject({ status: 'waiting', reasons: [{ code: 'approval', detail: 'Let the agent use "put_down"?' }] });
  expect((await house.client.approvals.list({ run: id })).items).toMatchObject([{ requests: [{ type: 'file.write', config: { path: 'agent-desk/reply.md', content: expect.stringContaining('30 days') as string } }] }]);
  const run = await decide(house, id, 'approve');

  expect(run.outputs).toMatchObject({ used: [{ tool: 'read_rules', outcome: 'ok' }, { tool: 'put_down', outcome: 'ok' }] });
  expect(await readFile(join(house.files, 'agent-desk', 'reply.md'), 'utf8')).toContain('within 30 days');
  expect(await house.replayed(id)).toMatchObject({ equal: true });
  const kinds = (await house.journal(id)).filter(({ type }) => type === 'effect_scheduled').map(({ payload }) => payload['kind']);
  expect(kinds).toEqual(['file.write', 'file.write', 'llm.turn', 'file.read', 'llm.turn', 'file.write', 'llm.turn']);
});

it('writes nothing where a person says no', async () => {
  await using house = await openSampleHouse();
  const { id } = await house.run('agent-desk');

  const run = await decide(house, id, 'reject');

  expect(run.outputs).toMatchObject({ reply: 'A colleague will write to you.', used: [{ outcome: 'ok' }, { tool: 'put_down', outcome: 'rejected' }] });
  await expect(readFile(join(house.files, 'agent-desk', 'reply.md'))).rejects.toMatchObject({ code: 'ENOENT' });
});

it('starts no program that a file of settings brings along', async () => {
  await using house = await openSampleHouse();
  await house.client.connectors.add({ id: 'desk', kind: 'mcp-stdio', command: 'desk', tools: ['lookup'] });
  const { bundle } = await house.client.settings.export({});
  await house.client.connectors.remove({ id: 'desk' });

  expect(await failureOf(house.client.settings.import({ bundle }))).toMatchObject({ code: 'access_denied', data: { reason: 'program', id: 'desk' } });
  expect((await house.client.connectors.list({ category: 'tools' })).items).toEqual([]);
});
