import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { createFormatterSet } from '../../../src/core/files/formatters/formatters.ts';
import { openSampleHost, processClient } from '../../contracts/fixture/sample-host.ts';
import { documentsOfRuns } from '../../support/documents-of-runs.ts';
import { failureOf } from './failure-of.ts';

let host: Host;
let client: AppClient;
beforeAll(async () => {
  host = await openSampleHost();
  client = processClient(host.app);
});
afterAll(async () => { await host.close(); });

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a document that steps of runs save', () => {
  const save = (document: string, text: string, effectKey: string) => ({ document, bytes: bytes(text), format: undefined, tags: [], note: '', effectKey, workflow: 'w' });

  it('is one under its title, however many steps save it at once, each with a revision of its own', async () => {
    const { registered, registry } = await documentsOfRuns(createFormatterSet());
    const texts = Array.from({ length: 30 }, (_, at) => String(at));

    const made = await Promise.all(texts.map((text) => registered.save(save('Parallel', text, `key-${text}`))));

    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(made.map(({ revision }) => revision).toSorted((one, other) => one - other)).toEqual(texts.map((_, at) => at + 1));
    expect((await registry.find('Parallel')).newest.number).toBe(30);
  });

  it('is made once under the key of the effect, and a repeated effect answers its own revision', async () => {
    const { registered, registry } = await documentsOfRuns(createFormatterSet());
    const first = await registered.save(save('Once', 'by the run', 'key'));
    const row = await registry.find('Once');
    await registry.save(row, { expected: 1, bytes: bytes('by a person') }, { author: { kind: 'user', id: 'local' }, note: '', override: false });

    expect(await registered.save(save('Once', 'by the run', 'key'))).toEqual(first);
    expect(await registry.find('Once')).toMatchObject({ newest: { number: 2 } });
  });

  it('is one when two runs make it at once', async () => {
    const definition = {
      format: 'aiwm.workflow/1',
      name: 'Saves',
      root: {
        id: 'root',
        nodes: [{ id: 'start', type: 'start' }, { id: 'step', type: 'workStep', entry: [{ id: 'save', type: 'document.save', config: { document: 'Made by two.md', content: 'Same' } }] }, { id: 'done', type: 'end' }],
        transitions: [{ id: 't1', from: 'start', to: 'step', triggers: [{ type: 'immediate' }] }, { id: 't2', from: 'step', to: 'done', triggers: [{ type: 'task-complete' }] }],
      },
    };
    const { id: workflow } = await client.workflows.create({ name: 'Saves', definition });
    const runs = await Promise.all([1, 2, 3].map(() => client.runs.start({ workflow, draft: true })));
    await host.app.idle();

    for (const { id } of runs) expect(await client.runs.get({ id })).toMatchObject({ status: 'completed' });
    expect((await client.docs.list({ text: 'Made by two' })).items).toMatchObject([{ version: 1 }]);
  });
});

describe('what is saved as a template', () => {
  const sound = 'Dear {{ inputs.name }}';
  const broken = 'Dear {{ inputs.';

  it('is sound by every door, unless that is overridden, which the audit log tells of', async () => {
    const file = join(host.dataDirectory, 'files', 'broken.md');
    await writeFile(file, broken);
    const { id } = (await client.docs.create({ title: 'Letter', format: 'md', role: 'template', text: sound })).entry;

    for (const refused of [
      () => client.docs.create({ title: 'Broken', format: 'md', role: 'template', text: broken }),
      () => client.docs.save({ id, expectedRevision: 1, text: broken }),
      () => client.docs.import({ file, id }),
      () => client.docs.import({ file, role: 'template' }),
    ]) expect(await failureOf(refused())).toMatchObject({ code: 'definition_invalid', data: { problems: [expect.anything()] } });

    await client.docs.save({ id, expectedRevision: 1, text: broken, override: true });
    await client.docs.save({ id, expectedRevision: 2, text: sound });
    expect(await failureOf(client.docs.restore({ id, revision: 2 }))).toMatchObject({ code: 'definition_invalid' });
    expect((await client.docs.restore({ id, revision: 2, override: true })).entry.version).toBe(4);
    expect((await client.audit.list({ limit: 1 })).items[0]).toMatchObject({ operation: 'docs.restore', target: id, input: { override: true } });
    expect(await failureOf(client.docs.duplicate({ id }))).toMatchObject({ code: 'definition_invalid' });
    expect(await failureOf(client.doctemplates.duplicate({ id }))).toMatchObject({ code: 'definition_invalid' });
  });
});

describe('what is saved as a document', () => {
  it('keeps to its schema when an earlier revision comes back or a copy is made, too', async () => {
    const schema = (await client.docs.create({ title: 'Needs a name', format: 'json', text: '{"type": "object", "required": ["name"]}' })).entry.id;
    const { id } = (await client.docs.create({ title: 'Person', format: 'json', text: '{}' })).entry;
    await client.docs.save({ id, expectedRevision: 1, text: '{"name": "Ada"}' });
    await client.docs.update({ id, schema });

    expect(await failureOf(client.docs.restore({ id, revision: 1 }))).toMatchObject({ code: 'input_invalid', data: { reason: 'problems' } });
    expect((await client.docs.restore({ id, revision: 1, override: true })).entry.version).toBe(3);
    expect(await failureOf(client.docs.duplicate({ id }))).toMatchObject({ code: 'input_invalid', data: { reason: 'problems' } });
    expect((await client.docs.duplicate({ id, override: true })).entry).toMatchObject({ version: 1 });
    expect((await client.audit.list({ limit: 1 })).items[0]).toMatchObject({ operation: 'docs.duplicate', input: { override: true } });
  });

  it('comes with what is wrong in its text, and without a word where nothing is', async () => {
    const { entry, problems } = await client.docs.create({ title: 'Half', format: 'json', text: '{"a":' });

    expect(problems).toMatchObject([{ severity: 'error', line: 1 }]);
    expect(await client.docs.save({ id: entry.id, expectedRevision: 1, text: '{"a": 1}' })).not.toHaveProperty('problems');
  });

  it('is no binary that is taken for a text', async () => {
    const file = join(host.dataDirectory, 'files', 'picture.md');
    await writeFile(file, new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]));
    const old = join(host.dataDirectory, 'files', 'prices.csv');
    await writeFile(old, Buffer.from('name,price\nCaf\xe9,1\n', 'latin1'));

    expect(await failureOf(client.docs.import({ file }))).toMatchObject({ code: 'input_invalid', message: expect.stringContaining('is no md text: byte 9 is 0x00') });
    expect((await client.docs.import({ file: old })).entry).toMatchObject({ format: 'csv', version: 1 });
  });
});
