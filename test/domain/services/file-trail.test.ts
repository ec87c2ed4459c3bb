import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { verifyAudit } from '../../../src/core/domain/services/verify-audit.ts';
import { openMemory } from '../../../src/core/storage/memory/memory-adapter.ts';
import { openMemoryHost, processClient } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

let host: Host;
let client: AppClient;
let outside: string;
let own: string;
const data = openMemory();
beforeAll(async () => {
  outside = await realpath(await mkdtemp(path.join(tmpdir(), 'aiwm-trail-')));
  host = await openMemoryHost(data);
  client = processClient(host.app);
  own = path.join(host.dataDirectory, 'files');
});
afterAll(async () => {
  await host.close();
  await rm(outside, { recursive: true, force: true });
});

const definition = (entry: readonly JsonObject[]): JsonObject => ({
  format: 'aiwm.workflow/1',
  name: 'Files',
  variables: { month: {} },
  root: {
    id: 'root',
    nodes: [{ id: 'start', type: 'start' }, { id: 'step', type: 'workStep', entry: [...entry] }, { id: 'done', type: 'end' }],
    transitions: [{ id: 'begin', from: 'start', to: 'step', triggers: [{ type: 'immediate' }] }, { id: 'end', from: 'step', to: 'done', triggers: [{ type: 'task-complete' }] }],
  },
});

async function runOf(entry: readonly JsonObject[]): Promise<{ readonly run: string; readonly status: string }> {
  const { id } = await client.workflows.create({ name: 'Files', definition: definition(entry) });
  const { id: run } = await client.runs.start({ workflow: id, draft: true });
  await host.app.idle();
  return { run, status: (await client.runs.get({ id: run })).status };
}

describe('a run that works with files', () => {
  it('leaves a row of the audit log for each it moves or deletes', async () => {
    await writeFile(path.join(own, 'orders.csv'), 'country,amount\nDE,1\nFR,2\n');

    const { run, status } = await runOf([
      { id: 'month', type: 'variable.set', config: { name: 'month', value: '2026-01' } },
      { id: 'copy', type: 'file.copy', config: { from: 'orders.csv', to: 'work/{{ vars.month }}/copy.csv' } },
      { id: 'sum', type: 'csv.query', config: { file: 'work/{{ vars.month }}/copy.csv', group: { aggregate: [{ fn: 'sum', column: 'amount' }] } } },
      { id: 'keep', type: 'file.write', config: { path: 'work/sum.json', content: '{{ nodes.step.sum.rows }}' } },
      { id: 'move', type: 'file.move', config: { from: 'work/{{ vars.month }}/copy.csv', to: 'done/orders.csv' } },
      { id: 'name', type: 'file.rename', config: { path: 'done/orders.csv', name: '{{ vars.month }}.csv' } },
      { id: 'gone', type: 'file.delete', config: { path: 'orders.csv' } },
    ]);

    expect(status).toBe('completed');
    expect([existsSync(path.join(own, 'orders.csv')), await readFile(path.join(own, 'done', '2026-01.csv'), 'utf8')]).toEqual([false, 'country,amount\nDE,1\nFR,2\n']);
    expect(JSON.parse(await readFile(path.join(own, 'work', 'sum.json'), 'utf8'))).toEqual([{ sum_amount: 3 }]);
    const { items } = await client.audit.list({ operation: 'files' });
    const row = { actor: `workflow:${run}`, outcome: 'ok' };
    expect(items.toReversed()).toMatchObject([
      { ...row, operation: 'files.move', target: 'work/2026-01/copy.csv', input: { run, node: 'step', to: 'done/orders.csv' } },
      { ...row, operation: 'files.move', target: 'done/orders.csv' },
      { ...row, operation: 'files.delete', target: 'orders.csv' },
    ]);
    expect((await verifyAudit(data.audit)).fault).toBeUndefined();
  });

  it('leaves one row and lines of the log for a path it is refused', async () => {
    const file = path.join(outside, 'secret.txt');
    await writeFile(file, 'x');

    const { run, status } = await runOf([{ id: 'read', type: 'file.read', config: { file } }]);

    expect(status).toBe('failed');
    const { items } = await client.audit.list({ operation: 'files.read' });
    expect(items).toMatchObject([{ actor: `workflow:${run}`, target: file, outcome: 'path_denied', input: { node: 'step' } }]);
    expect((await client.logs.list({ module: 'effects', limit: 50 })).items.filter(({ level, message }) => level === 'warn' && message.includes(file)).length).toBeGreaterThan(0);
  });
});

describe('verifying a workflow', () => {
  it('warns of every constant path outside the allowed directories', async () => {
    const { id } = await client.workflows.create({
      name: 'Outside',
      definition: definition([
        { id: 'copy', type: 'file.copy', config: { from: path.join(own, 'a'), to: path.join(outside, 'b') } },
        { id: 'ask', type: 'csv.query', config: { file: path.join(outside, 'c.csv'), to: { path: path.join(outside, 'd.csv') } } },
        { id: 'gone', type: 'file.delete', config: { path: path.join(outside, '{{ vars.month }}') } },
      ]),
    });

    const { findings } = await client.workflows.verify({ id });

    expect(findings.filter(({ code }) => code === 'missing_directory').map(({ where, severity }) => [where, severity])).toEqual([
      ['nodes.step.actions.copy.config.to', 'warning'],
      ['nodes.step.actions.ask.config.file', 'warning'],
      ['nodes.step.actions.ask.config.to.path', 'warning'],
    ]);
  });
});

describe('the preview of a path', () => {
  it('fills in values, follows links and says what is there', async () => {
    await writeFile(path.join(own, 'there.txt'), 'x');

    expect(await client.files.resolve({ path: 'reports/{{ vars.month }}.md', vars: { month: '2026-01' }, access: 'write' })).toEqual({ path: 'reports/2026-01.md', access: 'write', allowed: true, realPath: path.join(own, 'reports', '2026-01.md'), kind: 'missing' });
    expect(await client.files.resolve({ path: 'there.txt' })).toMatchObject({ allowed: true, realPath: path.join(own, 'there.txt'), kind: 'file' });
    expect(await client.files.resolve({ path: path.join(outside, 'x') })).toMatchObject({ allowed: false, problem: expect.stringContaining('outside'), next: expect.any(String) });
    expect(await failureOf(client.files.resolve({ path: '{{ vars.missing }}' }))).toMatchObject({ code: 'input_invalid' });
  });
});

describe('verifying allowed directories', () => {
  it('notes when each was last as it should be, and notices one that is gone or became a link', async () => {
    const [stays, goes, turns] = ['stays', 'goes', 'turns'].map((name) => path.join(outside, name));
    for (const directory of [stays, goes, turns]) {
      await mkdir(directory ?? '');
      await client.filesandbox.add({ path: directory ?? '', write: true });
    }
    expect((await client.filesandbox.list({})).items.every(({ verifiedAt }) => verifiedAt === undefined)).toBe(true);
    expect(await client.filesandbox.verify({})).toMatchObject({ sound: true });
    await rm(goes ?? '', { recursive: true });
    await rename(turns ?? '', `${turns}-real`);
    await symlink(`${turns}-real`, turns ?? '', 'junction');

    const { sound, items } = await client.filesandbox.verify({});

    const of = (directory: string | undefined) => items.find((item) => item.path === directory);
    expect(sound).toBe(false);
    expect(of(stays)).toMatchObject({ state: 'ok', verifiedAt: expect.any(String) });
    expect(of(stays)).not.toHaveProperty('problem');
    expect(of(goes)).toMatchObject({ state: 'missing', verifiedAt: expect.any(String), problem: expect.stringContaining('nothing of that name'), next: expect.stringContaining('filesandbox remove') });
    expect(of(turns)).toMatchObject({ state: 'denied', problem: expect.stringContaining('link') });
    expect((await client.filesandbox.list({})).items.find((item) => item.path === stays)?.verifiedAt).toBe(of(stays)?.verifiedAt);
    expect(await failureOf(client.filesandbox.add({ path: stays ?? '', read: false, write: false }))).toMatchObject({ code: 'input_invalid' });
  });
});
