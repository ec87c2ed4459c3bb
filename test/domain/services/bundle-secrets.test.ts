import { afterAll, beforeAll, expect, it } from 'vitest';
import { ZipArchive } from '../../../src/core/archives/zip-archive.ts';
import type { Host } from '../../../src/core/app/app.ts';
import { ArtifactId, RunId } from '../../../src/core/domain/model/ids.ts';
import type { ArtifactRow } from '../../../src/core/domain/ports/artifact-repository.ts';
import { bundleRun } from '../../../src/core/domain/services/artifact-bundle.ts';
import { createRedactor } from '../../../src/core/logging/redactor.ts';
import { openMemory } from '../../../src/core/storage/memory/memory-adapter.ts';
import { HandedSecrets } from '../../../src/core/vault/handed-secrets.ts';
import { finishedRun, openMemoryHost, processClient } from '../../contracts/fixture/sample-host.ts';

const secret = 'canary-token-5566';
const data = openMemory();
let host: Host;
beforeAll(async () => {
  host = await openMemoryHost(data);
});
afterAll(() => host.close());

const archives = new ZipArchive();
/** As word processors pack it, with the part that every DOCX begins with. */
const zipOf = (text: string): Promise<Uint8Array> =>
  archives.pack([
    { path: '[Content_Types].xml', bytes: Buffer.from('<Types/>') },
    { path: 'word/document.xml', bytes: Buffer.from(text.repeat(3)) },
  ]);

/** The files of a bundle of a run that made these, and about which the log says the secret. */
async function bundleOf(made: readonly { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }[]): Promise<ReadonlyMap<string, string>> {
  const run = await finishedRun(host);
  const row = await data.runs.get(RunId.parse(run));
  if (row === undefined) throw new Error('the run is not there');
  const rows: ArtifactRow[] = [];
  for (const [index, { name, mediaType, bytes }] of made.entries()) {
    const { sha256 } = await data.blobs.put(bytes, mediaType);
    rows.push({ id: ArtifactId.parse(`00000000-0000-4000-8000-00000000000${index}`), runId: row.id, nodeId: 'n', effect: 'e', name, mediaType, sha256, bytes: bytes.length, createdAt: 0 });
  }
  const secrets = new HandedSecrets();
  secrets.add(secret, 'ab12');
  const exact = (text: string): string => secrets.redact(text);
  const line = { at: '2026-01-01T00:00:00.000Z', level: 'info' as const, module: 'runs', message: `said ${secret}`, runId: row.id };
  const deps = {
    data: { ...data, artifacts: { ...data.artifacts, list: () => Promise.resolve(rows) } },
    loader: { events: () => Promise.resolve([]) },
    archives,
    logBook: { newest: () => [{ place: '1', line }] },
    redaction: { exact, facts: createRedactor(exact).facts },
  };
  const view = await processClient(host.app).runs.get({ id: run });
  const parts: Uint8Array[] = [];
  let said: string | undefined;
  for await (const piece of bundleRun(deps, { row, view, formats: undefined, parts: ['documents', 'log'], signal: new AbortController().signal })) {
    if (piece.kind === 'chunk') parts.push(Buffer.from(piece.content, 'base64'));
    if (piece.kind === 'end') said = piece.note;
  }
  const files = new Map((await archives.unpack(Buffer.concat(parts))).map((file) => [file.path, Buffer.from(file.bytes).toString()]));
  return said === undefined ? files : files.set('what is said', said);
}

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

it('secrets of the vault are taken out of texts and of log lines, and the summary says so', async () => {
  const files = await bundleOf([{ name: 'a.txt', mediaType: 'text/plain', bytes: Buffer.from(`key ${secret}.`) }]);

  expect(files.get('documents/a.txt')).toBe('key (secret ab12).');
  expect(files.get('log.jsonl')).toContain('said (secret ab12)');
  expect([...files.values()].join('\n')).not.toContain(secret);
  expect(JSON.parse(files.get('summary.json') ?? '')).toMatchObject({ documents: [{ name: 'a.txt', redacted: true }] });
});

it('documents nothing can be taken out of are left out where they hold one: in their bytes, or in a part of a DOCX', async () => {
  const files = await bundleOf([
    { name: 'a.bin', mediaType: 'application/octet-stream', bytes: Buffer.concat([Buffer.from([0, 0xff, 0xe2]), Buffer.from(secret), Buffer.from([0xff])]) },
    { name: 'b.docx', mediaType: docx, bytes: await zipOf(`<w:t>${secret}</w:t>`) },
    { name: 'c.docx', mediaType: docx, bytes: await zipOf('<w:r><w:t>canary-</w:t></w:r><w:r><w:t>token-5566</w:t></w:r>') },
    { name: 'd.docx', mediaType: docx, bytes: await zipOf('<w:t>nothing to hide</w:t>') },
  ]);

  expect([...files.keys()].filter((name) => name.startsWith('documents/'))).toEqual(['documents/d.docx']);
  const left = { leftOut: 'secret' };
  expect(JSON.parse(files.get('summary.json') ?? '')).toMatchObject({ documents: [left, left, left, { path: 'documents/d.docx' }] });
  expect(files.get('summary.md')).toContain('holds a secret of the vault');
  expect(files.get('what is said')).toBe('Left out, as a secret of the vault is in it: "a.bin", "b.docx", "c.docx".');
});

it('texts in other encodings keep every byte, and are left out where they hold one', async () => {
  const wide = (text: string, order: 'le' | 'be'): Buffer => (order === 'le' ? Buffer.from(`\u{feff}${text}`, 'utf16le') : Buffer.from(`\u{feff}${text}`, 'utf16le').swap16());
  const western = Buffer.from('M\u{fc}ller;1', 'latin1');
  const files = await bundleOf([
    { name: 'a.csv', mediaType: 'text/csv', bytes: wide(`key;${secret}`, 'le') },
    { name: 'b.csv', mediaType: 'text/csv', bytes: wide(`key;${secret}`, 'be') },
    { name: 'c.csv', mediaType: 'text/csv', bytes: Buffer.concat([western, Buffer.from(secret)]) },
    { name: 'd.csv', mediaType: 'text/csv', bytes: western },
    { name: 'e.csv', mediaType: 'text/csv', bytes: Buffer.from(`\u{feff}key;${secret}`) },
  ]);

  expect([...files.keys()].filter((name) => name.startsWith('documents/'))).toEqual(['documents/d.csv', 'documents/e.csv']);
  expect(files.get('documents/d.csv')).toBe(western.toString());
  expect(files.get('documents/e.csv')).toBe('\u{feff}key;(secret ab12)');
});

it('a part is searched however much it unpacks to, and a value is found where two looks meet', async () => {
  const filled = (length: number): string => 'x'.repeat(length);
  const files = await bundleOf([
    { name: 'a.docx', mediaType: docx, bytes: await zipOf(`${filled(9_000_000)}<w:t>${secret}</w:t>`) },
    { name: 'b.docx', mediaType: docx, bytes: await zipOf(`${filled(8 * 1024 ** 2 - 5)}${secret}${filled(100)}`) },
    { name: 'c.docx', mediaType: docx, bytes: await zipOf(filled(9_000_000)) },
  ]);

  expect([...files.keys()].filter((name) => name.startsWith('documents/'))).toEqual(['documents/c.docx']);
});

it('a ZIP file that is locked or damaged is left out, and told', async () => {
  const whole = Buffer.from(await zipOf('<w:t>nothing to hide</w:t>'));
  const locked = Buffer.from(whole);
  // The flag of encryption in the archive's list, of its first entry.
  const list = locked.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  locked.writeUInt16LE(locked.readUInt16LE(list + 8) | 1, list + 8);
  const files = await bundleOf([
    { name: 'a.docx', mediaType: docx, bytes: locked },
    { name: 'b.docx', mediaType: docx, bytes: whole.subarray(0, whole.length - 40) },
    { name: 'c.docx', mediaType: docx, bytes: whole },
  ]);

  expect([...files.keys()].filter((name) => name.startsWith('documents/'))).toEqual(['documents/c.docx']);
  expect(files.get('summary.md')).toContain('cannot be searched for secrets');
  expect(files.get('what is said')).toBe('Left out, as they are locked, damaged or too large to be searched for secrets: "a.docx", "b.docx".');
});

it('documents made from sensitive values are left out', async () => {
  const files = await bundleOf([{ name: '$sealed:YWJj', mediaType: 'text/plain', bytes: Buffer.from('sealed bytes') }]);

  expect([...files.keys()].filter((name) => name.startsWith('documents/'))).toEqual([]);
  expect(JSON.parse(files.get('summary.json') ?? '')).toMatchObject({ documents: [{ name: '(sealed)', leftOut: 'sealed' }] });
  expect(files.get('what is said')).toBe('Left out, as it was made from sensitive values: 1 document.');
});
