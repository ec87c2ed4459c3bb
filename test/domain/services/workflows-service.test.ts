import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import yazl from 'yazl';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';
import { waitingRun, workflowFolder } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

const { host, client } = await memoryHost();

const definition = (name: string, nodes?: JsonObject[]): JsonObject => ({
  format: 'aiwm.workflow/1',
  name,
  root: {
    id: 'root',
    nodes: nodes ?? [{ id: 'start', type: 'start' }, { id: 'done', type: 'end' }],
    transitions: nodes === undefined ? [{ id: 't1', from: 'start', to: 'done', triggers: [{ type: 'immediate' }] }] : [],
  },
});
const base64 = (value: JsonObject | Uint8Array): string => Buffer.from(value instanceof Uint8Array ? value : JSON.stringify(value)).toString('base64');
const slugs = async (): Promise<string[]> => (await client.workflows.list({})).items.map(({ slug }) => slug);

describe('a workflow that names a key which is not here', () => {
  const asking = definition('Customers', [
    { id: 'start', type: 'start' },
    { id: 'fetch', type: 'workStep', entry: [{ id: 'get', type: 'http.request', onError: 'fail', config: { url: 'https://api.example.com/a', credential: { connector: 'crm', label: 'prod' } } }] },
    { id: 'done', type: 'end' },
  ]);
  const joined: JsonObject = { ...asking, root: { ...(asking['root'] as JsonObject), transitions: [{ id: 't1', from: 'start', to: 'fetch', triggers: [{ type: 'immediate' }] }, { id: 't2', from: 'fetch', to: 'done', triggers: [{ type: 'task-complete' }] }] } };
  const lacking = { code: 'missing_credential', severity: 'warning', where: 'nodes.fetch.actions.get.config.credential.connector', message: 'There is no credential "crm" here.' };

  it('is imported and duplicated with a warning, keeps the name, and can be published', async () => {
    const content = base64(joined);
    expect(await client.workflows.inspect({ content })).toMatchObject({ missing: [lacking], findings: [] });
    const { workflow, findings } = await client.workflows.import({ content });
    expect(findings).toMatchObject([lacking]);

    const copy = await client.workflows.duplicate({ id: workflow.slug, name: 'Customers again' });

    expect(copy.review).toMatchObject([lacking]);
    expect(JSON.stringify((await client.workflows.get({ id: copy.workflow.slug })).definition)).toContain('"credential":{"connector":"crm","label":"prod"}');
    expect(await client.workflows.verify({ id: copy.workflow.slug })).toMatchObject({ publishable: true, findings: [lacking], notAnalysed: [] });
  });
});

describe('creating and changing', () => {
  it('an empty workflow can be published at once, and its name makes its slug', async () => {
    const created = await client.workflows.create({ name: 'Wöchentlicher Bericht (EU)' });

    expect(created).toMatchObject({ slug: 'wochentlicher-bericht-eu', status: 'draft', revision: 1 });
    expect(await client.workflows.publish({ id: created.slug })).toMatchObject({ version: 1, findings: [] });
    expect(await client.workflows.get({ id: created.slug })).toMatchObject({ status: 'published', version: 1 });
  });

  it('a second workflow of the same name gets a number, a slug of one’s own must be free', async () => {
    await client.workflows.create({ name: 'Twins' });

    expect(await client.workflows.create({ name: 'Twins' })).toMatchObject({ slug: 'twins-2' });
    expect(await failureOf(client.workflows.create({ name: 'Other', slug: 'twins' }))).toMatchObject({ code: 'conflict' });
  });

  it('a draft saved on an old revision is refused, and what was saved stays', async () => {
    const { id } = await client.workflows.create({ name: 'Shared draft' });
    await client.workflows.update({ id, definition: definition('Saved first'), revision: 1 });

    const failure = await failureOf(client.workflows.update({ id, definition: definition('Saved late'), revision: 1 }));

    expect(failure.code).toBe('version_conflict');
    expect(await client.workflows.get({ id })).toMatchObject({ name: 'Saved first' });
  });

  it('a definition that is none names its fields', async () => {
    const failure = await failureOf(client.workflows.create({ name: 'Bad', definition: { format: 'aiwm.workflow/1', root: { id: 'Root', nodes: [] } } }));

    expect(failure).toMatchObject({ code: 'definition_invalid', message: expect.stringContaining('root.id') });
    expect(await slugs()).not.toContain('bad');
  });

  it('a workflow with a run that has not ended is not deleted', async () => {
    await waitingRun(host);

    expect(await failureOf(client.workflows.delete({ id: 'approval' }))).toMatchObject({ code: 'conflict' });
  });
});

describe('publishing', () => {
  it('what verify calls an error blocks it, and nothing is written', async () => {
    const { id } = await client.workflows.create({ name: 'Unfinished', definition: definition('Unfinished', [{ id: 'start', type: 'begin' }]) });

    const failure = await failureOf(client.workflows.publish({ id }));

    expect(failure).toMatchObject({ code: 'verify_failed', message: expect.stringContaining('Unfinished'.toLowerCase()) });
    expect(failure.data?.['findings']).toEqual(expect.arrayContaining([expect.objectContaining({ severity: 'error' })]));
    expect(await client.workflows.verify({ id })).toMatchObject({ publishable: false });
    expect((await client.workflows.history({ id })).items).toEqual([]);
  });

  it('a draft that is another than the one looked at is not published', async () => {
    const { id, revision } = await client.workflows.create({ name: 'Steps', definition: definition('Steps') });
    await client.workflows.update({ id, definition: { ...definition('Steps'), description: 'Seen by nobody' }, revision });

    expect(await failureOf(client.workflows.publish({ id, revision }))).toMatchObject({ code: 'version_conflict' });
    expect(await client.workflows.publish({ id, revision: revision + 1 })).toMatchObject({ version: 1 });
  });

  it('layout and notes make no new version, meaning does', async () => {
    const { id } = await client.workflows.create({ name: 'Steps', definition: definition('Steps') });
    await client.workflows.publish({ id, note: 'one' });

    const moved = await client.workflows.update({ id, definition: { ...definition('Steps'), layout: { start: { x: 5, y: 5 } }, notes: 'moved' }, revision: 2 });
    expect(moved.status).toBe('published');
    expect(await failureOf(client.workflows.publish({ id }))).toMatchObject({ code: 'conflict', message: expect.stringContaining('version 1') });

    await client.workflows.update({ id, definition: { ...definition('Steps'), description: 'Now with words' }, revision: moved.revision });
    expect(await client.workflows.publish({ id, note: 'two' })).toMatchObject({ version: 2 });
    expect((await client.workflows.history({ id })).items.map(({ version, note }) => [version, note])).toEqual([[2, 'two'], [1, 'one']]);
    expect(await client.workflows.export({ id, version: 1 })).toMatchObject({ status: 'published', definition: { description: '' } });
  });
});

describe('what a workflow finds around it here', () => {
  const entry = (connector: string, file: string): JsonObject[] => [
    { id: 'draft', type: 'llm.chat', config: { prompt: 'Hi', connector } },
    { id: 'keep', type: 'file.write', config: { path: file, content: 'x' } },
  ];
  const asking = (connector: string, file: string): JsonObject => ({
    ...definition('Surroundings'),
    root: {
      id: 'root',
      nodes: [{ id: 'start', type: 'start' }, { id: 'work', type: 'workStep', entry: entry(connector, file) }, { id: 'done', type: 'end' }],
      transitions: [
        { id: 't1', from: 'start', to: 'work', triggers: [{ type: 'immediate' }] },
        { id: 't2', from: 'work', to: 'done', triggers: [{ type: 'task-complete' }] },
      ],
    },
  });

  it('a draft is checked at the revision that is meant, and at no other', async () => {
    const { id, revision } = await client.workflows.create({ name: 'Meant', definition: asking('mock', 'a.md') });

    expect(await client.workflows.verify({ id, revision })).toEqual(await client.workflows.verify({ id }));
    await expect(client.workflows.verify({ id, revision: revision + 1 })).rejects.toMatchObject({ code: 'version_conflict' });
  });

  it('a connector and a directory that are not there are warnings, and do not keep it from being published', async () => {
    const { id } = await client.workflows.create({ name: 'Far away', definition: asking('clod', '/nowhere/a.md') });

    const { findings, publishable, notAnalysed } = await client.workflows.verify({ id });

    expect(findings.filter(({ code }) => code.startsWith('missing_'))).toMatchObject([
      { code: 'missing_connector', severity: 'warning', where: 'nodes.work.actions.draft.config.connector' },
      { code: 'missing_directory', severity: 'warning', where: 'nodes.work.actions.keep.config.path' },
    ]);
    expect({ publishable, notAnalysed }).toEqual({ publishable: true, notAnalysed: [] });
    expect((await client.workflows.publish({ id })).findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['missing_connector', 'missing_directory']));
  });

  it('what is there is found', async () => {
    const [allowed] = (await client.filesandbox.list({})).items;
    const { id } = await client.workflows.create({ name: 'At home', definition: asking('mock', `${allowed?.path ?? ''}/a.md`) });

    const { findings, ...rest } = await client.workflows.verify({ id });

    expect(findings.filter(({ code }) => code.startsWith('missing_'))).toEqual([]);
    expect(rest).toEqual({ publishable: true, notAnalysed: [] });
  });
});

describe('importing', () => {
  it('a folder brings its definition, mock script and files, and is named after the folder', async () => {
    const folder = await workflowFolder(host);
    await writeFile(path.join(folder, 'mock.json'), JSON.stringify({ format: 'aiwm.mock/1', rules: [] }));
    await mkdir(path.join(folder, 'files', 'deep'), { recursive: true });
    await writeFile(path.join(folder, 'files', 'deep', 'n.csv'), 'a\n1\n');
    await writeFile(path.join(folder, 'README.md'), 'not part of it');

    const { workflow } = await client.workflows.import({ path: folder, publish: true });

    expect(workflow).toMatchObject({ slug: path.basename(folder), status: 'published', origin: 'import', mock: { name: 'mock.json' } });
    expect(workflow.files).toMatchObject([{ name: 'deep/n.csv', bytes: 4, mediaType: 'text/csv' }]);
    expect(await failureOf(client.workflows.import({ path: folder }))).toMatchObject({ code: 'conflict' });
  });

  it('again takes the place of the draft with its files where that is said, and publishes what means something else', async () => {
    const folder = await workflowFolder(host);
    const slug = path.basename(folder);
    const { workflow: first } = await client.workflows.import({ path: folder, publish: true });
    await writeFile(path.join(folder, 'mock.json'), JSON.stringify({ format: 'aiwm.mock/1', rules: [] }));

    const { workflow: second } = await client.workflows.import({ path: folder, publish: true, replace: true });
    const { workflow: third } = await client.workflows.import({ path: folder, publish: true, replace: true });

    expect(second).toMatchObject({ id: first.id, slug, mock: { name: 'mock.json' }, version: (first.version ?? 0) + 1 });
    expect(third).toMatchObject({ id: first.id, version: second.version });
    expect(await failureOf(client.workflows.import({ path: folder }))).toMatchObject({ code: 'conflict', next: expect.stringContaining('--replace') });
  });

  it('a ZIP is read whether or not the folder itself was packed', async () => {
    const zip = new yazl.ZipFile();
    zip.addBuffer(Buffer.from(JSON.stringify(definition('Packed'))), 'packed/workflow.json');
    zip.addBuffer(Buffer.from('a\n1\n'), 'packed/files/n.csv');
    zip.end();
    const bytes = Buffer.concat(await Array.fromAsync(zip.outputStream as AsyncIterable<Buffer>));

    const { workflow } = await client.workflows.import({ content: base64(bytes) });

    expect(workflow).toMatchObject({ slug: 'packed', name: 'Packed', status: 'draft', files: [{ name: 'n.csv' }] });
  });

  it('older names of node types become the names of the catalogue', async () => {
    const old = definition('Old names', [{ id: 'start', type: 'start' }, { id: 'work', type: 'action' }, { id: 'fork', type: 'conditional' }, { id: 'done', type: 'end' }]);

    const { workflow } = await client.workflows.import({ content: base64(old), slug: 'old-names' });

    expect(workflow.definition).toMatchObject({ root: { nodes: [{ type: 'start' }, { type: 'workStep' }, { type: 'decision' }, { type: 'end' }] } });
  });

  it.each([
    ['bytes that are no JSON', Buffer.from('{"format":'), 'not JSON'],
    ['a definition of another format', Buffer.from('{"format":"n8n"}'), 'format'],
  ])('%s are refused, and nothing is kept', async (_case, bytes, word) => {
    const before = await slugs();

    expect(await failureOf(client.workflows.import({ content: base64(bytes), publish: true }))).toMatchObject({ code: 'definition_invalid', message: expect.stringContaining(word) });
    expect(await slugs()).toEqual(before);
  });

  it.each(['/nope', '/nope/deeper/workflow.json', path.join(tmpdir(), 'aiwm-nowhere.zip')])('%s, which is not there, is not found, and no directory is to be allowed for it', async (place) => {
    const failure = await failureOf(client.workflows.import({ path: place }));

    expect(failure).toMatchObject({ code: 'not_found', message: expect.stringContaining(`"${place}"`) });
    expect(failure.next).not.toContain('filesandbox');
  });

  it('publishing at once is all or nothing', async () => {
    const unfinished = definition('Half', [{ id: 'start', type: 'start' }]);

    expect(await failureOf(client.workflows.import({ content: base64(unfinished), publish: true }))).toMatchObject({ code: 'verify_failed' });
    expect(await slugs()).not.toContain('half');
    expect((await client.workflows.import({ content: base64(unfinished) })).findings.length).toBeGreaterThan(0);
  });

  it('a person may name any folder, whose links are not followed; a caller with less right only allowed ones', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'aiwm-elsewhere-'));
    await writeFile(path.join(folder, 'workflow.json'), JSON.stringify(definition('Elsewhere')));
    const author = host.app.client({ actor: { kind: 'token', id: 'ci' }, access: 'author', door: 'process' });

    expect(await failureOf(author.workflows.import({ path: folder }))).toMatchObject({ code: 'path_denied' });
    expect((await client.workflows.import({ path: folder, slug: 'elsewhere' })).workflow.name).toBe('Elsewhere');
    await symlink('/etc/passwd', path.join(folder, 'mock.json'));
    expect((await client.workflows.import({ path: folder, slug: 'linked' })).workflow.mock).toBeUndefined();
    expect(await failureOf(client.workflows.import({}))).toMatchObject({ code: 'input_invalid' });
  });
});
