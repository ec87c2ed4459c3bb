import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/core/domain/model/canonical-json.ts';
import { sha256Hex } from '../../../src/core/domain/model/sha256.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../src/core/domain/model/json.ts';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';
import { failureOf } from './failure-of.ts';

const { host, client } = await memoryHost();

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

  it('says what travels with the workflow and stands in no such file', async () => {
    const folder = path.join(host.dataDirectory, 'files', 'with-script');
    await mkdir(path.join(folder, 'files'), { recursive: true });
    const { id } = await client.workflows.create({ name: 'Plain', template: 'review' });
    await writeFile(path.join(folder, 'workflow.json'), JSON.stringify((await client.workflows.get({ id })).definition));
    await writeFile(path.join(folder, 'mock.json'), JSON.stringify({ format: 'aiwm.mock/1', rules: [] }));
    await writeFile(path.join(folder, 'files', 'notes.md'), 'Notes');
    const { workflow } = await client.workflows.import({ path: folder });

    expect((await client.workflows.export({ id: workflow.id, format: 'file' })).leftOut).toEqual(['mock.json', 'notes.md']);
    expect((await client.workflows.export({ id })).leftOut).toEqual([]);
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

  it('brings its published versions along: numbers, notes and times as they were, and nothing to run', async () => {
    const { id, revision } = await client.workflows.create({ name: 'With past', template: 'blank' });
    await client.workflows.publish({ id, note: 'First' });
    const { definition } = await client.workflows.get({ id });
    await client.workflows.update({ id, revision: revision + 1, definition: { ...definition, description: 'Second', limits: { maxTransitions: 7 } } });
    await client.workflows.publish({ id, note: 'Second' });
    const there = (await client.workflows.history({ id })).items;
    const file = parsed((await client.workflows.export({ id, format: 'file', withHistory: true })).text);

    const found = await client.workflows.inspect({ content: content(file) });
    expect(found).toMatchObject({ freeName: 'With past (imported)', slug: 'with-past', versions: there.map(({ version, note, publishedAt }) => ({ version, note, publishedAt })) });
    const brought = await client.workflows.import({ content: content(file), name: found.freeName });

    expect(brought).toMatchObject({ workflow: { slug: 'with-past-imported', name: 'With past (imported)', status: 'draft' }, versions: [1, 2], left: [] });
    const here = await client.workflows.history({ id: brought.workflow.id });
    expect(here.next).toBe(3);
    expect(here.items.map(({ version, hash, note, publishedAt, publishedBy }) => ({ version, hash, note, publishedAt, publishedBy }))).toEqual(there);
    expect(here.items.every(({ importedAt }) => importedAt !== undefined)).toBe(true);
    expect(here.saves, 'the history of the draft begins anew').toEqual([]);
    expect(await failureOf(client.runs.start({ workflow: 'with-past-imported' }))).toMatchObject({ code: 'not_published' });
    expect(await failureOf(client.runs.start({ workflow: 'with-past-imported', version: 1 }))).toMatchObject({ code: 'not_published', message: expect.stringContaining('came out of a file') });
    expect(await client.workflows.restore({ id: brought.workflow.id, version: 1 })).toMatchObject({ acts: ['Restore version 1'] });
    expect(await client.workflows.publish({ id: brought.workflow.id })).toMatchObject({ version: 3 });
  });

  it('leaves its versions behind where one asks for that or a draft is replaced, and says so', async () => {
    const file = parsed((await client.workflows.export({ id: 'approval', format: 'file', withHistory: true })).text);

    expect(await client.workflows.import({ content: content(file), name: 'Alone', versions: false })).toMatchObject({ versions: [], left: [1] });
    expect(await client.workflows.import({ content: content(file), slug: 'alone', replace: true })).toMatchObject({ workflow: { slug: 'alone' }, versions: [], left: [1] });
    expect((await client.workflows.history({ id: 'alone' })).items).toEqual([]);
  });

  it('is refused where a version in it is not what its hash says, though the checksum was made anew', async () => {
    const { checksum, ...file } = parsed((await client.workflows.export({ id: 'approval', format: 'file', withHistory: true })).text);
    expect(checksum).toBeDefined();
    const [first] = isJsonList(file['history']) ? file['history'].filter(isJsonObject) : [];
    const withHistory = (history: JsonObject[]): JsonObject => {
      const forged = { ...file, history };
      return { ...forged, checksum: `sha256:${sha256Hex(canonicalJson(forged))}` };
    };
    const forgeries = [[{ ...first, note: 'fine', hash: 'a'.repeat(64) }], [{ ...first }, { ...first }], [{ ...first, publishedBy: 'nobody' }], [{ ...first, version: 0 }], [{ ...first, version: Number.MAX_SAFE_INTEGER }], [{ ...first, publishedBy: `user:${'a'.repeat(5000)}` }]];

    for (const history of forgeries) expect(await failureOf(client.workflows.inspect({ content: content(withHistory(history)) }))).toMatchObject({ code: 'definition_invalid', message: expect.stringContaining('versions in') });
    expect(await client.workflows.inspect({ content: content(withHistory([{ ...first }])) })).toMatchObject({ versions: [{ version: 1 }] });
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
