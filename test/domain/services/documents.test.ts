import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { openSampleHost, processClient } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

let host: Host;
let client: AppClient;
beforeAll(async () => {
  host = await openSampleHost();
  client = processClient(host.app);
});
afterAll(async () => { await host.close(); });

let titles = 0;
const created = async (text: string, more: Partial<Parameters<AppClient['docs']['create']>[0]> = {}) => (await client.docs.create({ title: `Document ${++titles}`, format: 'md', text, ...more })).entry;

function workflowOf(...entry: readonly JsonObject[]): JsonObject {
  return {
    format: 'aiwm.workflow/1',
    name: 'Uses documents',
    root: {
      id: 'root',
      nodes: [{ id: 'start', type: 'start' }, { id: 'step', type: 'workStep', entry: [...entry] }, { id: 'done', type: 'end' }],
      transitions: [{ id: 't1', from: 'start', to: 'step', triggers: [{ type: 'immediate' }] }, { id: 't2', from: 'step', to: 'done', triggers: [{ type: 'task-complete' }] }],
    },
  };
}

async function drafted(...entry: readonly JsonObject[]): Promise<string> {
  return (await client.workflows.create({ name: `Uses documents ${++titles}`, definition: workflowOf(...entry) })).id;
}

describe('a document of the registry', () => {
  it('is saved by whoever knows its newest revision; another is told the number there is, and merges', async () => {
    const { id } = await created('a\nb\nc\n');
    await client.docs.save({ id, expectedRevision: 1, text: 'A\nb\nc\n', note: 'shouts' });

    expect(await failureOf(client.docs.save({ id, expectedRevision: 1, text: 'a\nb\nC\n' }))).toMatchObject({ code: 'conflict', data: { revision: 2, expectedRevision: 1 } });
    const merged = await client.docs.merge({ id, base: 1, text: 'a\nb\nC\n' });

    expect(merged).toEqual({ text: 'A\nb\nC\n', revision: 2, conflicts: [] });
    expect((await client.docs.save({ id, expectedRevision: merged.revision, text: merged.text })).entry).toMatchObject({ version: 3, modifiedBy: 'user:local' });
    expect((await client.docs.revisions({ id })).items.map(({ revision, note, author }) => [revision, note, author])).toEqual([[3, '', 'user:local'], [2, 'shouts', 'user:local'], [1, '', 'user:local']]);
  });

  it('shows what changed by lines, JSON and YAML by their values, and gets an earlier state again', async () => {
    const text = await created('a\nb\n');
    await client.docs.save({ id: text.id, expectedRevision: 1, text: 'a\nB\n' });
    const yaml = await created('a: 1\nb: [1, 2]\n', { format: 'yaml' });
    await client.docs.save({ id: yaml.id, expectedRevision: 1, text: '# the same, and more\nb:\n  - 1\n  - 2\n  - 3\na: 1\n' });

    expect(await client.docs.diff({ id: text.id })).toMatchObject({ kind: 'text', from: 1, to: 2, hunks: [{ lines: [{ kind: 'same', text: 'a' }, { kind: 'removed', text: 'b' }, { kind: 'added', text: 'B' }] }] });
    expect(await client.docs.diff({ id: yaml.id })).toMatchObject({ kind: 'structure', changes: [{ path: '/b/2', after: 3 }] });
    expect((await client.docs.restore({ id: text.id, revision: 1 })).entry.version).toBe(3);
    expect(await client.docs.get({ id: text.id })).toMatchObject({ text: 'a\nb\n', revision: 3 });
    expect((await client.docs.revisions({ id: text.id })).items[0]).toMatchObject({ restoredFrom: 1 });
  });

  it('keeps to its schema unless that is overridden, which the audit log tells of', async () => {
    const schema = await created('{"type": "object", "required": ["name"]}', { format: 'json' });
    const { id } = await created('{"name": "x"}', { format: 'json', schema: schema.id });

    expect(await failureOf(client.docs.save({ id, expectedRevision: 1, text: '{"nme": "x"}' }))).toMatchObject({ code: 'input_invalid', data: { reason: 'problems', problems: [{ severity: 'error' }] } });
    expect(await failureOf(client.docs.save({ id, expectedRevision: 1, text: '{"name": ' }))).toMatchObject({ code: 'input_invalid', data: { reason: 'problems' } });
    expect((await client.docs.save({ id, expectedRevision: 1, text: '{"nme": "x"}', override: true })).entry.version).toBe(2);

    const { items } = await client.audit.list({ limit: 1 });
    expect(items[0]).toMatchObject({ operation: 'docs.save', target: id, input: { override: true } });
    expect(await failureOf(client.docs.update({ id, schema: (await created('# no schema')).id }))).toMatchObject({ code: 'input_invalid' });
  });

  it('is not kept with half of a character, which would silently become another', async () => {
    const { id } = await created('whole \u{1f600}');

    expect(await failureOf(client.docs.save({ id, expectedRevision: 1, text: 'cut \ud83d' }))).toMatchObject({ code: 'input_invalid', message: '"text" has half of a character as its letter 5 (a lone surrogate), which no file can keep.' });
    expect(await failureOf(client.docs.create({ title: 'Cut', format: 'md', text: '', tags: ['whole', '\ude00'] }))).toMatchObject({ code: 'input_invalid', data: { fields: [{ path: 'tags.1' }] } });
    expect((await client.docs.get({ id })).text).toBe('whole \u{1f600}');
  });

  it('is told of in the audit log by its id, however it came or went', async () => {
    const directory = join(host.dataDirectory, 'files');
    const { id } = await created('# Here');
    const { path } = await client.docs.convert({ id, to: 'txt', directory });
    const { id: imported } = (await client.docs.import({ file: path })).entry;
    for await (const _ of await client.docs.export({ ids: [imported], directory, overwrite: true })) void _;
    await client.docs.convert({ file: path, to: 'md' });

    const { items } = await client.audit.list({ limit: 5 });

    expect(items.map(({ operation, target }) => [operation, target])).toEqual([['docs.convert', path], ['docs.export', imported], ['docs.import', imported], ['docs.convert', id], ['docs.create', id]]);
  });

  it('is checked as it stands in an editor, against a schema that is written in YAML', async () => {
    const schema = await created('type: object\nrequired: [name]\nproperties:\n  count: { type: integer }\n', { format: 'yaml' });
    const { id } = await created('name: x\n', { format: 'yaml', schema: schema.id });

    expect(await client.docs.validate({ id, text: 'name: x\ncount: many\n' })).toMatchObject({ valid: false, format: 'yaml', checked: 'schema', problems: [{ line: 2, path: '/count' }] });
    expect(await client.docs.validate({ id })).toMatchObject({ valid: true });
    expect(await failureOf(client.docs.validate({ id, file: 'x.yaml' }))).toMatchObject({ code: 'input_invalid' });
  });

  it('keeps so many revisions as the settings say, and the recommended one', async () => {
    await client.settings.set({ section: 'retention', value: { documentRevisions: 2 } });
    const { id } = await created('1');
    await client.docs.update({ id, pinnedRevision: 1 });
    for (const at of [1, 2, 3]) await client.docs.save({ id, expectedRevision: at, text: String(at + 1) });
    await client.settings.set({ section: 'retention', value: { documentRevisions: 100 } });

    expect(await client.docs.revisions({ id })).toMatchObject({ removed: 1, items: [{ revision: 4 }, { revision: 3 }, { revision: 1, pinned: true }] });
  });

  it('is found by its title alone where no other has it, and otherwise the ids are named', async () => {
    const one = await created('x', { title: 'Only one' });
    const twins = [await created('x', { title: 'Twin' }), await created('x', { title: 'Twin' })];

    expect((await client.docs.get({ id: 'Only one' })).entry.id).toBe(one.id);
    expect(await failureOf(client.docs.get({ id: 'Twin' }))).toMatchObject({ code: 'input_invalid', data: { ids: twins.map(({ id }) => id) } });
    expect(await failureOf(client.docs.get({ id: 'Only on' }))).toMatchObject({ code: 'not_found', next: expect.stringContaining('Did you mean "Only one"?') });
  });

  it('goes into files and comes out of them under names that every system takes, inside allowed directories only', async () => {
    const directory = join(host.dataDirectory, 'files', 'exported');
    await mkdir(directory);
    const ids = [(await created('one', { title: '../../Über: Straße' })).id, (await created('two', { title: 'über- straße.md' })).id];
    const steps = [];
    for await (const step of await client.docs.export({ ids, directory })) steps.push(step);

    expect(steps.map(({ kind }) => kind)).toEqual(['begin', 'file', 'file', 'end']);
    expect((await readdir(directory)).toSorted()).toEqual(['Über- Straße.md', 'über- straße-2.md']);
    await writeFile(join(directory, 'letter.txt'), 'Dear all');
    const imported = (await client.docs.import({ file: join(directory, 'letter.txt'), tags: ['mail'] })).entry;
    expect(imported).toMatchObject({ title: 'letter', format: 'txt', tags: ['mail'] });
    await writeFile(join(directory, 'letter.txt'), 'Dear all, again');
    expect((await client.docs.import({ file: join(directory, 'letter.txt'), id: imported.id })).entry.version).toBe(2);
    expect(await failureOf(client.docs.import({ file: '/etc/hostname' }))).toMatchObject({ code: 'path_denied' });
    expect(await failureOf((async () => { for await (const _ of await client.docs.export({ ids, directory: '/' })) void _; })())).toMatchObject({ code: 'path_denied' });
    expect(await readFile(join(directory, 'Über- Straße.md'), 'utf8')).toBe('one');
  });

  it('is exported with all the others or not at all, where files with other content stand in the way', async () => {
    const directory = join(host.dataDirectory, 'files', 'taken');
    await mkdir(directory);
    const ids = [(await created('one', { title: 'First' })).id, (await created('two', { title: 'Second' })).id, (await created('three', { title: 'Third' })).id];
    await writeFile(join(directory, 'First.md'), 'one');
    await writeFile(join(directory, 'Third.md'), 'other');
    const exported = async (more: { readonly overwrite?: boolean } = {}) => { for await (const _ of await client.docs.export({ ids, directory, ...more })) void _; };

    expect(await failureOf(exported())).toMatchObject({ code: 'conflict', message: expect.stringMatching(/of 3 files, 1 is there .*Third\.md/u), next: expect.stringContaining('--overwrite') });
    expect((await readdir(directory)).toSorted()).toEqual(['First.md', 'Third.md']);
    await exported({ overwrite: true });
    expect(await readFile(join(directory, 'Third.md'), 'utf8')).toBe('three');
  });
});

describe('a document that workflows use', () => {
  it('stays while something names it, and is replaced everywhere where another takes its place', async () => {
    const [old, other] = [await created('old'), await created('new')];
    const workflow = await drafted({ id: 'read', type: 'document.read', config: { document: old.id, revision: 1 } });
    await client.docs.save({ id: old.id, expectedRevision: 1, text: 'older' });

    expect((await client.docs.revalidate({ id: old.id })).dependants).toMatchObject([{ workflowId: workflow, how: ['draft'], nodes: ['step'], pinned: 1, stale: true, problems: [] }]);
    expect(await failureOf(client.docs.remove({ id: old.id }))).toMatchObject({ code: 'conflict', next: expect.stringContaining('--reassign-to') });
    expect(await client.docs.remove({ id: old.id, reassignTo: other.id })).toMatchObject({ removed: true });

    expect(JSON.stringify((await client.workflows.get({ id: workflow })).definition)).toContain(other.id);
    expect((await client.docs.revalidate({ id: other.id })).dependants).toMatchObject([{ workflowId: workflow, pinned: 1, stale: false }]);
  });

  it('stays while a published version names it, whose draft is changed to be published', async () => {
    const [old, other] = [await created('old'), await created('new')];
    const workflow = await drafted({ id: 'read', type: 'document.read', config: { document: old.id } });
    await client.workflows.publish({ id: workflow });

    expect(await client.docs.remove({ id: old.id, reassignTo: other.id })).toMatchObject({ removed: false, reassigned: [expect.any(String)] });
    await client.workflows.publish({ id: workflow });

    expect(await client.docs.remove({ id: old.id })).toMatchObject({ removed: true });
  });

  it('is read by runs, which counts, and saved by them once for equal bytes', async () => {
    const source = await created('Hello');
    const target = `Made ${++titles}.txt`;
    const workflow = await drafted({ id: 'read', type: 'document.read', config: { document: source.id } }, { id: 'save', type: 'document.save', config: { document: target, content: '{{ nodes.step.read.text }}!', tags: ['made'] } });
    const run = await client.runs.start({ workflow, draft: true });
    await host.app.idle();
    await client.runs.start({ workflow, draft: true });
    await host.app.idle();

    expect((await client.docs.get({ id: source.id })).entry).toMatchObject({ usage: 2, lastUsedAt: expect.any(String) });
    expect(await client.docs.get({ id: target })).toMatchObject({ text: 'Hello!', entry: { format: 'txt', version: 1, tags: ['made'], workflows: [workflow] } });
    expect((await client.docs.revisions({ id: target })).items).toMatchObject([{ run: run.id, author: expect.stringMatching(/^workflow:/) }]);
  });

  it('is locked while a step that saves it works, and by nothing that a crash could leave', async () => {
    const { id } = await created('mine');
    const workflow = await drafted(
      { id: 'load', type: 'file.read', config: { file: 'not-there.txt' }, retry: { maxRetries: 20, base: 'PT10M', max: 'PT10M' } },
      { id: 'save', type: 'document.save', config: { document: id, content: 'theirs' } },
    );
    const run = await client.runs.start({ workflow, draft: true });
    await expect.poll(async () => (await client.docs.get({ id })).entry.lockedBy).toBe(run.id);

    expect(await failureOf(client.docs.save({ id, expectedRevision: 1, text: 'changed' }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'locked', lockedBy: run.id } });
    expect(await failureOf(client.docs.remove({ id }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'locked', lockedBy: run.id } });
    expect((await client.docs.list({ text: (await client.docs.get({ id })).entry.title })).items[0]).toMatchObject({ lockedBy: run.id });
    await client.runs.stop({ id: run.id });
    await host.app.idle();

    expect((await client.docs.save({ id, expectedRevision: 1, text: 'changed' })).entry).toMatchObject({ version: 2 });
  });
});
