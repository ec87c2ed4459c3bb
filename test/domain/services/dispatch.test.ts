import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Caller, localUser } from '../../../src/core/domain/model/caller.ts';
import { WorkflowId } from '../../../src/core/domain/model/ids.ts';
import { findWorkflow } from '../../../src/core/domain/services/lookups.ts';
import { openMemory } from '../../../src/core/storage/memory/memory-adapter.ts';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';
import { openMemoryHost, processClient, waitingRun } from '../../contracts/fixture/sample-host.ts';
import { operationTable } from '../../contracts/fixture/operation-table.ts';
import { failureOf } from './failure-of.ts';

const { host, client } = await memoryHost();

const reader: Caller = { actor: { kind: 'token', id: 'dashboard' }, access: 'read', door: 'http' };

describe('access', () => {
  it.each(operationTable.filter(({ access }) => access !== 'read'))('$name is refused to somebody who may only read', async ({ name, access }) => {
    const failure = await failureOf(host.app.call(name, {}, { caller: reader }));

    expect(failure).toMatchObject({ code: 'access_denied', message: expect.stringContaining('"dashboard"'), data: { operation: name, level: 'read', needed: access } });
  });

  it('a higher level holds the lower ones', async () => {
    const author: Caller = { ...reader, access: 'author' };

    await expect(host.app.client(author).workflows.create({ name: 'By an author' })).resolves.toMatchObject({ slug: 'by-an-author' });
    expect(await failureOf(host.app.client(author).audit.list({}))).toMatchObject({ code: 'access_denied' });
  });
});

describe('audit', () => {
  const rows = async () => (await client.audit.list({ limit: 500 })).items;

  it('has a row for a command with actor, door, target and outcome, and none for queries and streams', async () => {
    const before = (await rows()).length;

    const run = await waitingRun(host);
    await client.runs.get({ id: run });
    await client.workflows.list({});
    for await (const _line of await client.runs.watch({ id: run, until: 'settled' }));

    const added = (await rows()).slice(0, (await rows()).length - before);
    expect(added).toMatchObject([{ operation: 'runs.start', actor: 'user:local', door: 'process', target: run, outcome: 'ok', input: { workflow: 'approval' } }]);
  });

  it('has none for a merge that was only asked for, and one for a merge that is written', async () => {
    const { id } = await client.workflows.create({ name: 'Merged' });
    const { definition: baseDefinition } = await client.workflows.get({ id });
    const merge = { id, baseDefinition, theirDefinition: { ...baseDefinition, name: 'Merged well' } };
    const before = (await rows()).length;

    expect(await client.workflows.merge(merge)).toMatchObject({ saved: false });
    expect(await failureOf(client.workflows.merge({ ...merge, id: 'nothing-here' }))).toMatchObject({ code: 'not_found' });
    expect(await client.workflows.merge({ ...merge, save: true })).toMatchObject({ saved: true });

    expect((await rows()).slice(0, (await rows()).length - before)).toMatchObject([{ operation: 'workflows.merge', target: id, outcome: 'ok', input: { save: true } }]);
  });

  it('keeps the code of a command that failed', async () => {
    await failureOf(client.workflows.delete({ id: 'nothing-here' }));

    expect((await rows())[0]).toMatchObject({ operation: 'workflows.delete', target: 'nothing-here', outcome: 'not_found' });
  });

  it('that cannot be begun lets its command do nothing', async () => {
    const data = openMemory();
    let isFull = false;
    const begin: typeof data.audit.begin = (row) => (isFull ? Promise.reject(new Error('the audit is full')) : data.audit.begin(row));
    const full = await openMemoryHost({ ...data, audit: { ...data.audit, begin } });
    isFull = true;

    const failure = await failureOf(processClient(full.app).workflows.create({ name: 'Never made' }));

    expect(failure.code).toBe('unexpected');
    expect(await data.workflows.find('never-made')).toBeUndefined();
    await full.close();
  });

  it('that cannot be written when its command has ended takes nothing back, is logged, and is told of by the next host', async () => {
    const data = openMemory();
    let isFull = false;
    const append: typeof data.audit.append = (...row) => (isFull ? Promise.reject(new Error('the audit is full')) : data.audit.append(...row));
    const full = await openMemoryHost({ ...data, audit: { ...data.audit, append } });
    isFull = true;

    const { id } = await processClient(full.app).workflows.create({ name: 'Made' });

    const log = await readFile(path.join(full.dataDirectory, 'logs', 'aiwm-000001.log'), 'utf8');
    expect(faultIn(log)).toMatchObject({ correlationId: expect.any(String), facts: { operation: 'workflows.create' } });
    expect(log).toContain('the audit is full');
    expect((await data.workflows.find(id))?.slug).toBe('made');
    await full.close();
    const next = await openMemoryHost(data);
    expect((await data.audit.list({ limit: 1 }))[0]).toMatchObject({ operation: 'workflows.create', outcome: 'interrupted', input: { name: 'Made' } });
    await next.close();
  });

  it('comes with the commit of the run that was told: the two stand or fall together', async () => {
    const data = openMemory();
    const own = await openMemoryHost({ ...data, audit: { ...data.audit, append: () => Promise.reject(new Error('no row by itself')) } });

    const run = await waitingRun(own);

    expect((await data.audit.list({ limit: 10 })).filter(({ operation }) => operation === 'runs.start')).toMatchObject([{ target: run, outcome: 'ok', door: 'process' }]);
    await own.close();
  });

  it('tells of a command that its run refused, and of one that was given twice', async () => {
    const run = await waitingRun(host);
    await client.runs.stop({ id: run });
    await failureOf(client.runs.pause({ id: run }));
    const once = { workflow: 'approval', input: { topic: 'Once' }, key: 'given-twice' };
    await client.runs.start(once);
    await client.runs.start(once);

    const told = await rows();
    expect(told.slice(0, 2)).toMatchObject([{ operation: 'runs.start', outcome: 'ok' }, { operation: 'runs.start', outcome: 'ok' }]);
    expect(told[2]).toMatchObject({ operation: 'runs.pause', target: run, outcome: expect.not.stringMatching(/^ok$/u) });
    expect(await client.audit.verify({})).toMatchObject({ intact: true });
  });

  it('keeps neither the bytes of files, nor long texts, nor what looks like a secret', async () => {
    await client.files.upload({ name: 'a.txt', content: Buffer.from('private').toString('base64') });
    expect((await rows())[0]?.input).toEqual({ name: 'a.txt', content: '(12 characters)' });

    await failureOf(client.runs.start({ workflow: 'approval', input: { topic: 'x'.repeat(5000), apiKey: 'sk-12345' } }));
    const row = (await rows())[0];
    expect(JSON.stringify(row).length).toBeLessThan(1000);
    expect(JSON.stringify(row)).not.toContain('sk-12345');
  });

  it('joins what one action caused by the correlation id of its caller', async () => {
    const caller = { ...localUser('cli'), correlationId: 'from-a-script-7' };
    const { id } = await host.app.client(caller).runs.start({ workflow: 'data-report' });
    await host.app.idle();

    expect((await rows())[0]).toMatchObject({ door: 'cli', correlationId: 'from-a-script-7' });
    expect((await client.runs.events({ id })).items.slice(0, 3).map(({ correlationId }) => correlationId)).toEqual(['from-a-script-7', 'from-a-script-7', 'from-a-script-7']);
  });
});

describe('failures', () => {
  it('bad input names every field that does not fit', async () => {
    const failure = await failureOf(host.app.call('runs.list', { limit: 0, status: 'gone' }, { caller: localUser('process') }));

    expect(failure).toMatchObject({ code: 'input_invalid', message: expect.stringMatching(/status: .*limit: |limit: .*status: /u) });
    expect(failure.data?.['fields']).toHaveLength(2);
    expect(failure.message).toContain('limit: must be at least 1');
  });

  it.each(['', 'runs', 'runs.nothing', 'runs.start.now', '__proto__.toString', 'constructor', 'runs.__proto__'])('the name %j is unknown', async (name) => {
    expect(await failureOf(host.app.call(name, {}, { caller: localUser('process') }))).toMatchObject({ code: 'operation_unknown' });
  });

  it('what nobody foresaw shows its correlation id and nothing of the inside; the log has the cause', async () => {
    const data = openMemory();
    const broken = await openMemoryHost(data);
    const { id, ...row } = await findWorkflow(data, 'approval');
    await data.workflows.create({ ...row, id: WorkflowId.parse('01890a5d-ac96-774b-bcce-b302099a8057'), slug: 'No Slug At All' }, await data.workflows.draft(id));

    const failure = await failureOf(processClient(broken.app).workflows.list({}));

    expect(failure.code).toBe('unexpected');
    expect(JSON.stringify(failure.toWire())).not.toContain('slug');
    const log = await readFile(path.join(broken.dataDirectory, 'logs', 'aiwm-000001.log'), 'utf8');
    expect(faultIn(log)).toMatchObject({ correlationId: failure.data?.['correlationId'], facts: { operation: 'workflows.list' } });
    await broken.close();
  });

  it('closing the program ends the streams that are open', async () => {
    const other = await openMemoryHost();
    const items = (await processClient(other.app).cards.watch({}))[Symbol.asyncIterator]();
    await items.next();

    const last = items.next();
    await other.close();

    expect((await last).done).toBe(true);
    expect(other.app.openStreams).toBe(0);
  });
});

/** The one line of a log that tells of a fault. */
function faultIn(log: string): unknown {
  return log.trimEnd().split('\n').map((line) => JSON.parse(line) as { readonly module: string }).find(({ module }) => module === 'faults');
}
