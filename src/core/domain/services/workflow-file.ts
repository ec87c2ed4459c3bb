import { canonicalJson } from '../model/canonical-json.ts';
import { orderedDefinition } from '../model/definition/key-order.ts';
import { AppError } from '../model/errors.ts';
import { toInstant } from '../model/instant.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { sha256Hex } from '../model/sha256.ts';
import type { Clock } from '../ports/clock.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { VersionRow, WorkflowRow } from '../ports/workflow-repository.ts';
import { documentsNamedIn } from './documents-named-in.ts';

/** Before the number of the format. */
const family = 'aiwm.workflow-file/';
const format = `${family}1`;

export interface WorkflowFileDeps {
  readonly data: Pick<WorkflowDataPort, 'workflows' | 'documents'>;
  readonly clock: Pick<Clock, 'now'>;
}

export interface FiledDefinition {
  readonly definition: JsonObject;
  /** The published version it is; absent for the draft. */
  readonly version: number | undefined;
  /** With every published version, to be read. */
  readonly withHistory: boolean;
}

/** A definition with what tells another machine what it is, and a checksum over all of it. Contents of documents and keys are no part of it. */
export async function workflowFileText({ data, clock }: WorkflowFileDeps, row: WorkflowRow, { definition, version, withHistory }: FiledDefinition): Promise<string> {
  const documents = await documentsNamedIn(data, definition);
  const versions = withHistory ? await versionsOf(data, row) : undefined;
  const file: JsonObject = {
    format,
    workflow: { slug: row.slug, name: row.name, description: row.description, createdAt: toInstant(row.createdAt), updatedAt: toInstant(row.updatedAt) },
    versionStatus: version === undefined ? 'draft' : 'published',
    ...(version === undefined ? {} : { version }),
    exportedAt: toInstant(clock.now()),
    documents: [...new Map(documents.map(({ document: { id, title } }) => [id, { id, title }])).values()],
    definition: orderedDefinition(definition),
    ...(versions === undefined ? {} : { history: versions.map(filedVersion) }),
  };
  return `${JSON.stringify({ ...file, checksum: checksumOf(file) }, null, 2)}\n`;
}

async function versionsOf({ workflows }: WorkflowFileDeps['data'], row: WorkflowRow): Promise<readonly VersionRow[]> {
  const versions: VersionRow[] = [];
  for (const { number } of await workflows.versions(row.id)) {
    const version = await workflows.version(row.id, number);
    if (version !== undefined) versions.push(version);
  }
  return versions;
}

function filedVersion({ number, hash, note, publishedAt, publishedBy, definition }: VersionRow): JsonObject {
  return { version: number, hash, note, publishedAt: toInstant(publishedAt), publishedBy: `${publishedBy.kind}:${publishedBy.id}`, definition: orderedDefinition(definition) };
}

function checksumOf(file: JsonObject): string {
  return `sha256:${sha256Hex(canonicalJson(file))}`;
}

/** What the workflow was called where such a file was written; what is none tells nothing. */
export function slugInFile(given: Json): string | undefined {
  const workflow = isJsonObject(given) && typeof given['format'] === 'string' && given['format'].startsWith(family) ? given['workflow'] : undefined;
  const slug = isJsonObject(workflow) ? workflow['slug'] : undefined;
  return typeof slug === 'string' ? slug : undefined;
}

/** The definition in such a file; what is none is given back as it is. Refuses another version of the format, and a file that is not as it was written. */
export function definitionInFile(given: Json, origin: string): Json {
  if (!isJsonObject(given) || typeof given['format'] !== 'string' || !given['format'].startsWith(family)) return given;
  if (given['format'] !== format) {
    throw new AppError('definition_invalid', `${origin} is in the format ${given['format']}; this version reads ${format}.`, { next: 'Export it again for this version, or import it with the version that wrote it.', data: { format: given['format'] } });
  }
  const { checksum, ...file } = given;
  if (checksum !== checksumOf(file)) {
    throw new AppError('definition_invalid', `${origin} is not as it was exported: its checksum does not fit.`, { next: 'Export it again; or, where it was changed on purpose, import its `definition` as a file of its own.' });
  }
  return file['definition'] ?? null;
}
