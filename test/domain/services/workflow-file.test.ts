import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../src/core/domain/model/json.ts';
import { openMemoryHost, processClient } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

let host: Host;
let client: AppClient;
beforeAll(async () => {
  host = await openMemoryHost();
  client = processClient(host.app);
});
afterAll(() => host.close());

const parsed = (text: string): JsonObject => {
  const value = JSON.parse(text) as Json;
  return isJsonObject(value) ? value : {};
};
const content = (file: JsonObject): string => Buffer.from(JSON.stringify(file)).toString('base64');

describe('a workflow file', () => {
  it('tells what it is, and is imported as the draft it was', async () => {
    const { id } = await client.workflows.create({ name: 'To go', template: 'review' });
    const { definition, hash } = await client.workflows.get({ id });

    const file = parsed((await client.workflows.export({ id, format: 'file' })).text);

    expect(file).toMatchObject({ format: 'aiwm.workflow-file/1', workflow: { slug: 'to-go', name: 'To go' }, versionStatus: 'draft', documents: [], definition, checksum: expect.stringMatching(/^sha256:[0-9a-f]{64}$/u) });
    expect(file).not.toHaveProperty('history');
    expect(await client.workflows.inspect({ content: content(file), slug: 'arrived' })).toMatchObject({ slug: 'arrived', hash });
    expect(await client.workflows.import({ content: content(file), slug: 'arrived' })).toMatchObject({ workflow: { status: 'draft', hash } });
  });

  it('is called what it says it is called, whatever a browser named the file', async () => {
    const { id } = await client.workflows.create({ name: 'Quarterly figures', slug: 'figures' });
    const { text } = await client.workflows.export({ id, format: 'file' });
    await client.workflows.delete({ id });
    const file = path.join(host.dataDirectory, 'download (1).json');
    await writeFile(file, text);

    expect(await client.workflows.inspect({ path: file })).toMatchObject({ slug: 'figures', name: 'Quarterly figures' });
    expect(await client.workflows.inspect({ content: Buffer.from(text).toString('base64') })).toMatchObject({ slug: 'figures' });
    expect(await client.workflows.import({ path: file })).toMatchObject({ workflow: { slug: 'figures', name: 'Quarterly figures' } });
  });

  it('holds every published version where that is asked for', async () => {
    const { text } = await client.workflows.export({ id: 'approval@published', format: 'file', withHistory: true });

    expect(parsed(text)).toMatchObject({ versionStatus: 'published', version: 1, history: [{ version: 1, definition: { format: 'aiwm.workflow/1' } }] });
  });

  it('that was changed on its way, or is of another version, is refused before anything is written', async () => {
    const file = parsed((await client.workflows.export({ id: 'approval', format: 'file' })).text);
    const changed = { ...file, workflow: { name: 'Another' } };
    const newer = { ...file, format: 'aiwm.workflow-file/2' };

    expect(await failureOf(client.workflows.inspect({ content: content(changed) }))).toMatchObject({ code: 'definition_invalid', message: expect.stringContaining('checksum') });
    expect(await failureOf(client.workflows.import({ content: content(newer), slug: 'newer' }))).toMatchObject({ code: 'definition_invalid', message: expect.stringContaining('aiwm.workflow-file/2') });
    expect(await failureOf(client.workflows.get({ id: 'newer' }))).toMatchObject({ code: 'not_found' });
  });
});
