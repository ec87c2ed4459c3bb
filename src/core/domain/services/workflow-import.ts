import { decodeBase64 } from '../model/base64.ts';
import { AppError } from '../model/errors.ts';
import { definitionHash } from '../model/definition-hash.ts';
import type { BlobRef } from '../model/blob.ts';
import { Sha256 } from '../model/ids.ts';
import { manyBytes } from '../model/input-bytes.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { parseMockScript } from '../model/mock-script.ts';
import { sha256Hex } from '../model/sha256.ts';
import type { ArchiveFile, ArchivePort } from '../ports/archive-port.ts';
import type { BlobStore, BlobWrite } from '../ports/blob-store.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { FormatterSet } from '../ports/formatter.ts';
import type { Attachments } from '../ports/attachments.ts';
import { draftDefinition } from './draft-definition.ts';
import { type FiledVersion, versionsInFile } from './versions-in-file.ts';
import { definitionInFile, slugInFile } from './workflow-file.ts';
import { mediaTypeOf } from './media-type.ts';
import { withCanonicalTypes } from './node-aliases.ts';

export interface WorkflowImportDeps {
  readonly files: FileConnector;
  readonly archives: ArchivePort;
  readonly formatters: FormatterSet;
}

/** A path on this machine, or the ZIP or JSON itself in base64. */
export type ImportSource = { readonly path: string } | { readonly content: string; /** What the file is called, for what is said of it. */ readonly file?: string | undefined };

/** A workflow as its folder holds it, checked and not yet kept. */
export interface ImportedWorkflow {
  readonly definition: JsonObject;
  readonly hash: Sha256;
  /** What a workflow file says it is called, else the name of the folder or file, where it has one that says something. */
  readonly suggestedName: string | undefined;
  /** Published versions a workflow file brings along. */
  readonly versions: readonly FiledVersion[];
  readonly attachments: Attachments;
  /** The bytes the attachments name. */
  readonly contents: readonly BlobWrite[];
}

const mostFiles = 500;

/** Reads `{workflow.json, mock.json, files/}` from a folder or a ZIP, or one JSON file. Writes nothing. */
export async function readWorkflow(deps: WorkflowImportDeps, source: ImportSource, signal: AbortSignal): Promise<ImportedWorkflow> {
  const path = 'path' in source ? source.path : undefined;
  const name = path ?? ('content' in source ? source.file : undefined);
  const { files, isOneFile } = await readFiles(deps, source, signal);
  return fromFiles(deps.formatters, files, { path, isOneFile, origin: name === undefined ? 'The content' : `"${name}"` });
}

/** Keeps what the attachments name; do it before the row that names them. */
export async function keepContents(blobs: BlobStore, { contents }: ImportedWorkflow): Promise<void> {
  await Promise.all(contents.map(({ bytes, mediaType }) => blobs.put(bytes, mediaType)));
}

async function readFiles({ files, archives }: WorkflowImportDeps, source: ImportSource, signal: AbortSignal): Promise<{ readonly files: readonly ArchiveFile[]; readonly isOneFile: boolean }> {
  if ('path' in source && !/\.(?:json|zip)$/iu.test(source.path)) return { files: await readFolder(files, source.path, signal), isOneFile: false };
  const bytes = 'content' in source ? decodeBase64(source.content) : (await files.read(source.path, { maxBytes: manyBytes.definition, signal })).bytes;
  // Every ZIP begins with these four bytes, and no JSON does.
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
  return isZip ? { files: inFolder(await archives.unpack(bytes)), isOneFile: false } : { files: [{ path: 'workflow.json', bytes }], isOneFile: true };
}

/** Packing a folder often puts the folder itself into the ZIP. */
function inFolder(files: readonly ArchiveFile[]): readonly ArchiveFile[] {
  if (files.some(({ path }) => path === 'workflow.json')) return files;
  const folder = files.find(({ path }) => /^[^/]+\/workflow\.json$/u.test(path))?.path.replace(/workflow\.json$/u, '');
  if (folder === undefined) return files;
  return files.flatMap((file) => (file.path.startsWith(folder) ? [{ ...file, path: file.path.slice(folder.length) }] : []));
}

async function readFolder(files: FileConnector, path: string, signal: AbortSignal): Promise<readonly ArchiveFile[]> {
  const top = await files.list(path, { recursive: false, limit: mostFiles, signal });
  const workflow = top.find(({ kind, name }) => kind === 'file' && name === 'workflow.json');
  if (workflow === undefined) return [];
  // Listings name real places, whatever links led here; what is in the folder begins like the file found at its top.
  const prefix = workflow.path.slice(0, -workflow.name.length);
  const all = await files.list(path, { recursive: true, limit: mostFiles, signal });
  const wanted = [...top, ...all.filter(({ path: place }) => !top.some((entry) => entry.path === place))]
    .filter(({ kind }) => kind === 'file')
    .map((entry) => ({ place: entry.path, path: entry.path.slice(prefix.length).replaceAll('\\', '/') }))
    .filter((entry) => /^(?:workflow\.json|mock\.json|files\/.+)$/u.test(entry.path));
  return Promise.all(wanted.map(async (entry) => ({ path: entry.path, bytes: (await files.read(entry.place, { maxBytes: manyBytes.definition, signal })).bytes })));
}

interface ImportOrigin {
  readonly path: string | undefined;
  /** What is imported, as it is said. */
  readonly origin: string;
  /** A JSON file by itself, and no folder or ZIP. */
  readonly isOneFile: boolean;
}

async function fromFiles(formatters: FormatterSet, files: readonly ArchiveFile[], { path, origin, isOneFile }: ImportOrigin): Promise<ImportedWorkflow> {
  const inOrigin = (name: string): string => (isOneFile ? origin : `${name} in ${origin.startsWith('"') ? origin : 'the content'}`);
  const named = (name: string): Uint8Array | undefined => files.find((file) => file.path === name)?.bytes;
  const workflow = named('workflow.json');
  if (workflow === undefined) {
    throw new AppError('definition_invalid', `${origin} holds no workflow.json.`, { next: 'Give a folder or ZIP with workflow.json at its top, or a JSON file.' });
  }
  const read = parseJson(workflow, inOrigin('workflow.json'));
  const given = definitionInFile(read, origin);
  const definition = draftDefinition(isJsonObject(given) ? withCanonicalTypes(given) : given, inOrigin('workflow.json'));
  const mock = named('mock.json');
  if (mock !== undefined) parseMockScript(parseJson(mock, inOrigin('mock.json')));
  return {
    definition,
    hash: definitionHash(definition),
    versions: given === read ? [] : versionsInFile(read, origin),
    suggestedName: slugInFile(read) ?? path?.split(/[/\\]/u).findLast((part) => part !== '')?.replace(/\.(?:json|zip)$/iu, ''),
    ...(await attach(formatters, mock, files.filter((file) => file.path.startsWith('files/')))),
  };
}

async function attach(formatters: FormatterSet, mock: Uint8Array | undefined, files: readonly ArchiveFile[]): Promise<Pick<ImportedWorkflow, 'attachments' | 'contents'>> {
  const script = mock === undefined ? undefined : contentOf(mock, 'application/json');
  const kept = await Promise.all(files.map(async ({ path, bytes }) => ({ name: path.slice('files/'.length), content: contentOf(bytes, await mediaTypeOf(formatters, path)) })));
  return {
    attachments: { ...(script === undefined ? {} : { mock: refOf(script) }), files: kept.map(({ name, content }) => ({ ...refOf(content), name })) },
    contents: [...(script === undefined ? [] : [script]), ...kept.map(({ content }) => content)],
  };
}

function contentOf(bytes: Uint8Array, mediaType: string): BlobWrite {
  return { sha256: Sha256.parse(sha256Hex(bytes)), mediaType, bytes };
}

function refOf({ sha256, mediaType, bytes }: BlobWrite): BlobRef {
  return { sha256, mediaType, bytes: bytes.length };
}

function parseJson(bytes: Uint8Array, what: string): Json {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw new AppError('definition_invalid', `${what} is no text, and no ZIP either.`, { next: 'Give a JSON file, or a folder or a ZIP with workflow.json at its top.', cause });
    throw new AppError('definition_invalid', `${what} is not JSON: ${cause.message}.`, { next: 'Correct the file and import it again.', cause });
  }
}
