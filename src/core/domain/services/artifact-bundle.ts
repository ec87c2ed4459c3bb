import { encodeBase64 } from '../model/base64.ts';
import { AppError } from '../model/errors.ts';
import { Sha256 } from '../model/ids.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { toInstant } from '../model/instant.ts';
import { present } from '../model/present.ts';
import type { BundlePart, BundlePiece } from '../operations/artifacts.ts';
import type { RunView } from '../operations/runs.ts';
import type { ArchiveSource, PackedFile } from '../ports/archive-port.ts';
import type { ArtifactRow } from '../ports/artifact-repository.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import { maskedText } from '../runtime/sealing/sealed-value.ts';
import type { BundleDeps } from './bundle-deps.ts';
import { summaryPage } from './bundle-page.ts';
import { documentPaths, formatOf } from './bundle-paths.ts';
import { auditText, journalLines, logLines } from './bundle-records.ts';
import { searchSecrets } from './bundle-secrets.ts';
import { answersOf, type BundleSummary, type BundledDocument, runFacts, wayOf } from './bundle-summary.ts';
import { PieceBuffer, pieceBytes, piecesOf } from './file-pieces.ts';
import { textOfBytes } from './text-of-bytes.ts';

export interface BundleOrder {
  readonly row: RunRow;
  readonly view: RunView;
  /** Nothing for all of them. */
  readonly formats: readonly string[] | undefined;
  readonly parts: readonly BundlePart[];
  readonly signal: AbortSignal;
}

/**
 * A run as a ZIP file, while it is packed: `summary.json` and `summary.md`, its documents, journal, log lines and audit rows,
 * and `SHA256SUMS` over all of them. No more of it is in memory than one document. A run that stands still gives the same
 * bytes every time.
 */
export async function* bundleRun(deps: BundleDeps, order: BundleOrder): AsyncGenerator<BundlePiece, void, void> {
  const { row, signal } = order;
  const documents = await documentsOf(deps, order);
  const sources = await sourcesOf(deps, order, documents);
  const bytes = documents.reduce((sum, { path, bytes: size }) => sum + (path === undefined ? 0 : size), 0);
  yield { kind: 'begin', name: `aiwm-run-${row.id}.zip`, mediaType: 'application/zip', bytes, files: sources.length };
  const buffer = new PieceBuffer(pieceBytes);
  let packed = 0;
  for await (const piece of deps.archives.pour(sources)) {
    signal.throwIfAborted();
    switch (piece.kind) {
      case 'file':
        packed += 1;
        yield { kind: 'file', path: piece.path, bytes: piece.bytes, sha256: Sha256.parse(piece.sha256), packed };
        break;
      case 'bytes':
        for (const part of buffer.add(piece.bytes)) yield { kind: 'chunk', content: encodeBase64(part) };
        break;
      case 'end':
        for (const part of buffer.rest()) yield { kind: 'chunk', content: encodeBase64(part) };
        yield { kind: 'end', bytes: piece.bytes, sha256: Sha256.parse(piece.sha256), files: packed, ...present({ note: noteOf(documents) }) };
    }
  }
}

/** What is said of documents that were left out for what is in them, and where the formats left out every one. */
function noteOf(documents: readonly Chosen[]): string | undefined {
  const names = (why: BundledDocument['leftOut']): readonly string[] => documents.filter(({ leftOut }) => leftOut === why).map(({ name }) => `"${name}"`);
  const [secret, unsearched] = [names('secret'), names('unsearched')];
  const sealed = documents.filter(({ leftOut }) => leftOut === 'sealed').length;
  const said = [
    ...(documents.length > 0 && documents.every(({ leftOut }) => leftOut === 'format') ? [noneOfFormats(documents)] : []),
    ...(secret.length === 0 ? [] : [`Left out, as a secret of the vault is in it: ${secret.join(', ')}.`]),
    ...(unsearched.length === 0 ? [] : [`Left out, as ${unsearched.length === 1 ? 'it is' : 'they are'} locked, damaged or too large to be searched for secrets: ${unsearched.join(', ')}.`]),
    ...(sealed === 0 ? [] : [`Left out, as ${sealed === 1 ? 'it was' : 'they were'} made from sensitive values: ${sealed === 1 ? '1 document' : `${sealed} documents`}.`]),
  ];
  return said.length === 0 ? undefined : said.join(' ');
}

function noneOfFormats(documents: readonly Chosen[]): string {
  const made = [...new Set(documents.map(({ name }) => formatOf(name)))].filter((format) => format !== '').toSorted();
  return `No document of these formats; the run made ${made.length === 0 ? 'files without an ending' : made.join(', ')}.`;
}

/** A document, with the row it comes from and what became of it on the way. */
type Chosen = BundledDocument & { readonly row: ArtifactRow };

/** Every artifact once: the copies of one name and the same bytes are one document. */
async function documentsOf(deps: BundleDeps, { row, formats, parts, signal }: BundleOrder): Promise<readonly Chosen[]> {
  const known = new Set<string>();
  const rows = (await deps.data.artifacts.list(row.id)).filter(({ sha256, name }) => {
    const key = `${sha256} ${name}`;
    return known.has(key) ? false : known.add(key);
  });
  const wanted = parts.includes('documents') ? rows : [];
  const reasons = new Map<ArtifactRow, BundledDocument['leftOut']>();
  for (const one of wanted) {
    signal.throwIfAborted();
    reasons.set(one, await reasonToLeave(deps, one, formats));
  }
  const paths = documentPaths(wanted.filter((one) => reasons.get(one) === undefined).map(({ name }) => name));
  let next = 0;
  return wanted.map((one) => {
    const why = reasons.get(one);
    const place = why === undefined ? { path: paths[next++] ?? '' } : { leftOut: why };
    return { name: maskedText(one.name), id: one.id, node: one.nodeId, mediaType: one.mediaType, createdAt: toInstant(one.createdAt), bytes: one.bytes, ...place, row: one };
  });
}

/** Out of texts in UTF-8 secrets are taken; nothing can be taken out of other bytes. */
async function reasonToLeave(deps: BundleDeps, row: ArtifactRow, formats: BundleOrder['formats']): Promise<BundledDocument['leftOut']> {
  const { name, mediaType } = row;
  if (maskedText(name) !== name) return 'sealed';
  if (formats !== undefined && !formats.includes(formatOf(name))) return 'format';
  const bytes = await bytesOf(deps, row);
  if (isText(mediaType) && textOfBytes(bytes, { keepsMark: true }) !== undefined) return undefined;
  const found = await searchSecrets(deps, bytes);
  return found === 'none' ? undefined : found;
}

function bytesOf({ data }: Pick<BundleDeps, 'data'>, row: ArtifactRow): Promise<Uint8Array> {
  return data.blobs.read(row.sha256).catch((error: unknown) => { throw damaged(row, error); });
}

const sumsName = 'SHA256SUMS';

async function sourcesOf(deps: BundleDeps, order: BundleOrder, documents: readonly Chosen[]): Promise<readonly ArchiveSource[]> {
  const { data, redaction } = deps;
  const { row, parts, signal } = order;
  const redacted = new Set<string>();
  const { ids, answers } = await answersOf(data, row);
  const records: { readonly [P in Exclude<BundlePart, 'documents'>]: ArchiveSource } = {
    audit: { path: 'audit.json', content: () => asUtf8(auditText(data.audit, [row.id, ...ids], redaction.facts)) },
    journal: { path: 'journal.jsonl', content: () => asUtf8(journalLines(deps, row, signal)) },
    log: { path: 'log.jsonl', content: () => asUtf8(logLines(deps, row)) },
  };
  const summary = async (packed: readonly PackedFile[]): Promise<BundleSummary> => {
    const told = documents.map((document) => ({ ...bundled(document), ...present(packedAs(packed, document)), ...(redacted.has(document.id) ? { redacted: true } : {}) }));
    return summaryOf(deps, order, { documents: told, answers });
  };
  const files: ArchiveSource[] = [
    ...documents.flatMap((document) => (document.path === undefined ? [] : [{ path: document.path, content: () => contentOf(deps, document, redacted) }])),
    ...parts.flatMap((part) => (part === 'documents' ? [] : [records[part]])),
    { path: 'summary.json', content: (packed) => asUtf8(summary(packed).then((made) => `${JSON.stringify(made, null, 2)}\n`)) },
    { path: 'summary.md', content: (packed) => asUtf8(summary(packed).then(summaryPage)) },
  ];
  const sorted = files.toSorted((left, right) => (left.path < right.path ? -1 : 1));
  return [...sorted, { path: sumsName, content: (packed) => asUtf8(packed.map(({ sha256, path }) => `${sha256}  ${path}\n`)) }];
}

function bundled({ name, id, node, mediaType, createdAt, bytes, path, leftOut }: Chosen): BundledDocument {
  return { name, id, node, mediaType, createdAt, bytes, ...present({ path, leftOut }) };
}

function packedAs(packed: readonly PackedFile[], { path }: BundledDocument): Partial<Pick<BundledDocument, 'bytes' | 'sha256'>> {
  const file = path === undefined ? undefined : packed.find((one) => one.path === path);
  return file === undefined ? {} : { bytes: file.bytes, sha256: file.sha256 };
}

async function summaryOf({ data, redaction }: BundleDeps, { row, view, parts }: BundleOrder, more: Pick<BundleSummary, 'documents' | 'answers'>): Promise<BundleSummary> {
  const way = await wayOf(data, row);
  const { inputs, outputs = null, usage } = view;
  const summary: BundleSummary = { format: 'aiwm.run-summary/1', run: runFacts(view), inputs, outputs, usage, ...way, ...more, parts: ['summary', ...parts] };
  // What secrets are taken out of keeps its shape: texts stay texts.
  return redaction.facts(JSON.parse(JSON.stringify(summary)) as JsonObject) as unknown as BundleSummary;
}

/** A document's bytes. In one that is a text, secrets of the vault are taken out, which `redacted` then tells of. */
async function* contentOf({ data, redaction }: BundleDeps, { row, id, mediaType }: Chosen, redacted: Set<string>): AsyncGenerator<Uint8Array, void, void> {
  const bytes = await bytesOf({ data }, row);
  const text = isText(mediaType) ? textOfBytes(bytes, { keepsMark: true }) : undefined;
  const clean = text === undefined ? undefined : redaction.exact(text);
  const isClean = clean === undefined || clean === text;
  if (!isClean) redacted.add(id);
  yield* piecesOf(isClean ? bytes : new TextEncoder().encode(clean), pieceBytes);
}

function isText(mediaType: string): boolean {
  return /^text\/|[/+](?:json|yaml|xml|jsonl)\b/u.test(mediaType);
}

async function* asUtf8(texts: Iterable<string> | AsyncIterable<string> | Promise<string>): AsyncGenerator<Uint8Array, void, void> {
  const encoder = new TextEncoder();
  if (texts instanceof Promise) yield encoder.encode(await texts);
  else for await (const text of texts) yield encoder.encode(text);
}

function damaged({ id, name, sha256 }: ArtifactRow, cause: unknown): unknown {
  if (!(cause instanceof AppError) || (cause.code !== 'integrity' && cause.code !== 'not_found')) return cause;
  const data: { readonly [fact: string]: Json } = { id, name: maskedText(name), sha256 };
  return new AppError('integrity', `The document "${maskedText(name)}" of the run is damaged: its bytes are not those the run made.`, {
    next: 'Restore the data directory from a backup, or pack other formats with --formats.',
    data,
    cause,
  });
}
