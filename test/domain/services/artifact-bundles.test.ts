import { createHash } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipArchive } from '../../../src/core/archives/zip-archive.ts';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { errorFromWire } from '../../../src/core/domain/model/error-wire.ts';
import type { BundlePiece } from '../../../src/core/domain/operations/artifacts.ts';
import { finishedRun, openSampleHost, processClient, waitingRun } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

let host: Host;
let client: AppClient;
beforeAll(async () => {
  host = await openSampleHost();
  client = processClient(host.app);
});
afterAll(() => host.close());

interface Received {
  readonly pieces: readonly BundlePiece[];
  readonly bytes: Buffer;
}

type Ask = Parameters<AppClient['artifacts']['bundle']>[0];

async function packed(ask: Ask, by: AppClient = client): Promise<Received> {
  const pieces: BundlePiece[] = [];
  for await (const piece of await by.artifacts.bundle(ask)) pieces.push(piece);
  return { pieces, bytes: Buffer.concat(pieces.map((piece) => (piece.kind === 'chunk' ? Buffer.from(piece.content, 'base64') : Buffer.alloc(0)))) };
}

async function filesIn(bytes: Buffer): Promise<ReadonlyMap<string, string>> {
  return new Map((await new ZipArchive().unpack(bytes)).map((file) => [file.path, Buffer.from(file.bytes).toString()]));
}

const hashOf = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a bundle', () => {
  it('holds the summary, the documents and the records of a run, each with its checksum', async () => {
    const run = await finishedRun(host);
    const { items: [artifact] } = await client.artifacts.list({ run });

    const { pieces, bytes } = await packed({ run });

    const files = await filesIn(bytes);
    expect([...files.keys()]).toEqual(['SHA256SUMS', 'audit.json', `documents/${artifact?.name ?? ''}`, 'journal.jsonl', 'log.jsonl', 'summary.json', 'summary.md']);
    const sums = [...files].filter(([name]) => name !== 'SHA256SUMS').map(([name, text]) => `${hashOf(text)}  ${name}\n`);
    expect(files.get('SHA256SUMS')).toBe(sums.join(''));
    const summary = JSON.parse(files.get('summary.json') ?? '') as { readonly run: object };
    expect(summary).toMatchObject({
      format: 'aiwm.run-summary/1',
      run: { id: run, status: 'completed', workflow: { slug: 'data-report', version: 1 } },
      documents: [{ name: artifact?.name, path: `documents/${artifact?.name ?? ''}`, sha256: artifact?.sha256 }],
      parts: ['summary', 'documents', 'journal', 'log', 'audit'],
    });
    expect(files.get('summary.md')).toContain(run);
    expect(JSON.parse(files.get('audit.json') ?? '')).toMatchObject({ rows: [{ operation: 'runs.start', target: run }] });
    const rows = (files.get('journal.jsonl') ?? '').trim().split('\n').map((line) => JSON.parse(line) as { readonly seq: number });
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
    expect(rows.length).toBe((await client.runs.get({ id: run })).seq);
    const [begin, end] = [pieces[0], pieces.at(-1)];
    expect(begin).toMatchObject({ kind: 'begin', name: `aiwm-run-${run}.zip`, mediaType: 'application/zip', files: files.size });
    expect(end).toEqual({ kind: 'end', bytes: bytes.length, sha256: hashOf(bytes), files: files.size });
    expect(pieces.flatMap((piece) => (piece.kind === 'file' ? [piece.packed] : []))).toEqual([...files].map((_, index) => index + 1));
  });

  it('has the same bytes every time', async () => {
    const run = await finishedRun(host);

    const [one, two] = [await packed({ run }), await packed({ run })];

    expect(hashOf(two.bytes)).toBe(hashOf(one.bytes));
  });

  it('tells of a run that waits, with the card that is open', async () => {
    const run = await waitingRun(host);

    const files = await filesIn((await packed({ run })).bytes);

    expect(JSON.parse(files.get('summary.json') ?? '')).toMatchObject({ run: { status: 'waiting' }, answers: [{ kind: 'card', state: 'open' }], documents: [] });
  });

  it('holds the formats and the parts it was asked for, and says what it left out', async () => {
    const run = await finishedRun(host);

    const files = await filesIn((await packed({ run, formats: ['.DOCX,pdf'], include: ['documents'] })).bytes);

    expect([...files.keys()]).toEqual(['SHA256SUMS', 'summary.json', 'summary.md']);
    expect(JSON.parse(files.get('summary.json') ?? '')).toMatchObject({ documents: [{ leftOut: 'format' }] });
    const { pieces } = await packed({ run, formats: ['pdf'] });
    expect(pieces.at(-1)).toMatchObject({ note: expect.stringMatching(/^No document of these formats; the run made \w+\.$/u) });
    const unknown = await failureOf(packed({ run, formats: ['xyz'] }));
    expect(unknown).toMatchObject({ code: 'input_invalid', message: 'There is no format "xyz".' });
    expect(errorFromWire(unknown).next).toContain('docx');
    expect(await failureOf(packed({ run, formats: ['../x'] }))).toMatchObject({ code: 'input_invalid' });
    expect(await failureOf(packed({ run: 'nobody' }))).toMatchObject({ code: 'not_found' });
  });

  it('is in the audit log with its run: whole, broken off, or failed', async () => {
    const run = await finishedRun(host);
    await packed({ run, reason: 'for the tax office' });
    for await (const piece of await client.artifacts.bundle({ run })) if (piece.kind === 'begin') break;
    await packed({ run: 'nobody' }).catch(() => undefined);

    await expect.poll(async () => (await client.audit.list({ operation: 'artifacts.bundle', limit: 3 })).items).toMatchObject([
      { outcome: 'not_found', target: 'nobody' },
      { outcome: 'interrupted', target: run },
      { outcome: 'ok', target: run, reason: 'for the tax office' },
    ]);
  });

  it('holds log and audit for administrators only', async () => {
    const run = await finishedRun(host);
    const operator = host.app.client({ actor: { kind: 'token', id: 'night-shift' }, access: 'operate', door: 'http' });
    const reader = host.app.client({ actor: { kind: 'token', id: 'wall' }, access: 'read', door: 'http' });

    expect([...(await filesIn((await packed({ run }, operator)).bytes)).keys()]).not.toEqual(expect.arrayContaining(['audit.json']));
    expect(await failureOf(packed({ run, include: ['log'] }, operator))).toMatchObject({ code: 'access_denied' });
    expect(await failureOf(packed({ run }, reader))).toMatchObject({ code: 'access_denied' });
  });

  it('is refused where a document is damaged, which it names', async () => {
    const large = await largeDocument();
    await damage(large.sha256);

    const failure = await failureOf(packed({ run: large.run }));

    expect(failure).toMatchObject({ code: 'integrity', message: expect.stringContaining('"large.txt"'), data: { sha256: large.sha256 } });
    expect(errorFromWire(failure).next).toContain('backup');
  });
});

let larges = 0;

/** A run that wrote a text of more than 4 MiB, which is kept as a file of its own. */
async function largeDocument(): Promise<{ readonly run: string; readonly id: string; readonly sha256: string }> {
  const source = path.join(host.dataDirectory, 'files', 'source.txt');
  await writeFile(source, `Line ${++larges} of many.\n`.repeat(300_000));
  const entry = [
    { id: 'read', type: 'file.read', config: { file: source } },
    { id: 'write', type: 'file.write', config: { path: path.join(host.dataDirectory, 'files', 'large.txt'), content: '{{ nodes.work.read }}' } },
  ];
  const definition = {
    format: 'aiwm.workflow/1',
    name: 'Large',
    root: {
      id: 'root',
      nodes: [{ id: 'start', type: 'start' }, { id: 'work', type: 'workStep', entry }, { id: 'done', type: 'end' }],
      transitions: [{ id: 't1', from: 'start', to: 'work', triggers: [{ type: 'immediate' }] }, { id: 't2', from: 'work', to: 'done', triggers: [{ type: 'task-complete' }] }],
    },
  };
  const { id: workflow } = await client.workflows.create({ name: 'Large', definition });
  const { id: run } = await client.runs.start({ workflow, draft: true });
  await host.app.idle();
  const { items: [made] } = await client.artifacts.list({ run });
  if (made === undefined) throw new Error(JSON.stringify((await client.runs.get({ id: run })).error));
  return { run, id: made.id, sha256: made.sha256 };
}

async function damage(sha256: string): Promise<void> {
  const files = await readdir(host.dataDirectory, { recursive: true });
  const kept = files.find((name) => path.basename(name) === sha256);
  if (kept === undefined) throw new Error(`no file holds ${sha256}`);
  await rm(path.join(host.dataDirectory, kept));
  await writeFile(path.join(host.dataDirectory, kept), 'something else');
}

describe('an artifact', () => {
  it('of any size is read piece by piece; in one answer up to 4 MiB', async () => {
    const large = await largeDocument();
    const pieces = [];

    for await (const piece of await client.artifacts.read({ id: large.id })) pieces.push(piece);

    const bytes = Buffer.concat(pieces.flatMap((piece) => (piece.kind === 'chunk' ? [Buffer.from(piece.content, 'base64')] : [])));
    expect(hashOf(bytes)).toBe(large.sha256);
    expect(pieces[0]).toMatchObject({ kind: 'begin', name: 'large.txt', bytes: bytes.length });
    expect(pieces.at(-1)).toEqual({ kind: 'end', bytes: bytes.length, sha256: large.sha256 });
    expect(await failureOf(client.artifacts.get({ id: large.id }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'too_large' } });
  });

  it('is pinned, listed with its workflow, the last pinned first, and unpinned', async () => {
    const [first, second] = [await finishedRun(host), await finishedRun(host)];
    const idOf = async (run: string): Promise<string> => (await client.artifacts.list({ run })).items[0]?.id ?? '';
    const [one, two] = [await idOf(first), await idOf(second)];
    await client.artifacts.pin({ id: one });
    await client.artifacts.pin({ id: two });

    const { items } = await client.artifacts.pinned({});
    expect(items.map(({ runId }) => runId).toSorted()).toEqual([first, second].toSorted());
    expect(items[0]).toMatchObject({ workflow: { slug: 'data-report' }, pinnedAt: expect.any(String) });
    expect((await client.artifacts.unpin({ id: one })).pinnedAt).toBeUndefined();
    expect((await client.artifacts.pinned({})).items.map(({ id }) => id)).toEqual([two]);
    expect(await failureOf(client.artifacts.pin({ id: 'none' }))).toMatchObject({ code: 'not_found' });
    await client.artifacts.unpin({ id: two });
  });
});

describe('verifying a bundle', () => {
  const written = async (name: string, bytes: Uint8Array): Promise<string> => {
    const file = path.join(host.dataDirectory, 'files', name);
    await writeFile(file, bytes);
    return file;
  };
  const zip = async (files: Readonly<Record<string, string>>): Promise<Uint8Array> => new ZipArchive().pack(Object.entries(files).map(([name, text]) => ({ path: name, bytes: Buffer.from(text) })));

  it('takes what was packed', async () => {
    const run = await finishedRun(host);
    const file = await written('good.zip', (await packed({ run })).bytes);

    const checked = await client.artifacts.verify({ path: file });

    expect(checked).toMatchObject({ path: file, run });
    expect(checked.files.length).toBe(6);
  });

  it('takes one whose files are long and packed very small', async () => {
    const [rows, summary] = ['0,0,0,0\n'.repeat(40_000), JSON.stringify({ run: { id: 'r' } })];
    const file = await written('rows.zip', await zip({ 'documents/rows.csv': rows, 'summary.json': summary, SHA256SUMS: `${hashOf(rows)}  documents/rows.csv\n${hashOf(summary)}  summary.json\n` }));

    expect(await client.artifacts.verify({ path: file })).toMatchObject({ run: 'r', files: [{ path: 'documents/rows.csv', bytes: rows.length }, { path: 'summary.json' }] });
  });

  it.each([
    { what: 'a file that changed', code: 'integrity', says: '"documents/a.txt" is not the file', change: { 'documents/a.txt': 'other' } },
    { what: 'a file more', code: 'integrity', says: '"more.txt" is not among', change: { 'more.txt': 'x' } },
    { what: 'no checksums', code: 'integrity', says: 'holds no SHA256SUMS', change: { SHA256SUMS: undefined } },
    { what: 'a missing file', code: 'integrity', says: '"documents/a.txt" is missing', change: { 'documents/a.txt': undefined } },
    { what: 'a checksum twice', code: 'integrity', says: 'a line that is no checksum', change: { SHA256SUMS: `${hashOf('a')}  documents/a.txt\n`.repeat(2) } },
  ])('refuses one with $what', async ({ code, says, change }) => {
    const summary = JSON.stringify({ run: { id: 'r' } });
    const whole = { 'documents/a.txt': 'a', 'summary.json': summary, SHA256SUMS: `${hashOf('a')}  documents/a.txt\n${hashOf(summary)}  summary.json\n` };
    const files = Object.fromEntries(Object.entries({ ...whole, ...change }).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
    const file = await written('bad.zip', await zip(files));

    expect(await failureOf(client.artifacts.verify({ path: file }))).toMatchObject({ code, message: expect.stringContaining(says) });
  });

  it('refuses what is no ZIP file, and one whose names lead elsewhere', async () => {
    const slip = Buffer.from(await zip({ 'aa/escape.txt': 'x' })).toString('latin1').replaceAll('aa/escape', '../escape');
    expect(await failureOf(client.artifacts.verify({ path: await written('no.zip', Buffer.from('not a zip')) }))).toMatchObject({ code: 'integrity', next: expect.stringContaining('artifacts bundle') });
    expect(await failureOf(client.artifacts.verify({ path: await written('slip.zip', Buffer.from(slip, 'latin1')) }))).toMatchObject({ code: 'integrity', message: expect.stringContaining('another folder') });
    expect(await failureOf(client.artifacts.verify({ path: path.join(host.dataDirectory, 'none.zip') }))).toMatchObject({ code: 'not_found' });
  });
});
