import { decodeBase64, encodeBase64 } from '../model/base64.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import { AppError } from '../model/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { sha256Hex } from '../model/sha256.ts';
import type { RunSnapshot } from '../ports/run-snapshot.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';

const format = 'aiwm.run-archive/1';

/**
 * A run as lines of canonical JSON: what it is, the bytes it names, its journal, usage and artifacts, and last a line with the
 * number of lines and the SHA-256 of everything before it.
 */
export function writeArchive(row: RunRow, workflow: string, snapshot: RunSnapshot): Uint8Array {
  const lines: Json[] = [
    { line: 'run', format, workflow, id: row.id, status: row.status, seq: row.seq, header: asJson(snapshot.header), ...(row.endedAt === undefined ? {} : { endedAt: row.endedAt }) },
    ...snapshot.blobs.map(({ sha256, mediaType, bytes }) => ({ line: 'blob', sha256, mediaType, content: encodeBase64(bytes) })),
    ...snapshot.rows.map((event) => ({ line: 'event', ...asJson(event) })),
    ...snapshot.inputKeys.map((key) => ({ line: 'input_key', ...key })),
    ...snapshot.usage.map((usage) => ({ line: 'usage', ...asJson(usage) })),
    ...snapshot.artifacts.map((artifact) => ({ line: 'artifact', ...asJson(artifact) })),
  ];
  const body = `${lines.map((line) => canonicalJson(line)).join('\n')}\n`;
  const bytes = new TextEncoder().encode(body);
  const end = canonicalJson({ line: 'end', lines: lines.length, sha256: sha256Hex(bytes) });
  return new TextEncoder().encode(`${body}${end}\n`);
}

/** What an archive holds, after everything about it was checked. */
export interface CheckedArchive {
  readonly id: string;
  readonly workflow: string;
  readonly status: string;
  readonly rows: number;
  readonly blobs: number;
  readonly sha256: string;
}

/** Reads an archive back: its checksum, its blobs against their addresses, its journal without a gap. Anything else is `integrity`. */
export function checkArchive(path: string, bytes: Uint8Array): CheckedArchive {
  const text = new TextDecoder().decode(bytes);
  const cut = text.lastIndexOf('\n', text.length - 2) + 1;
  const end = lineOf(path, text.slice(cut));
  const body = text.slice(0, cut);
  const sha256 = sha256Hex(new TextEncoder().encode(body));
  if (end['line'] !== 'end' || end['sha256'] !== sha256) throw damaged(path, 'its checksum is not that of its lines');
  const lines = body.split('\n').slice(0, -1).map((line) => lineOf(path, line));
  const [head] = lines;
  if (head?.['format'] !== format || end['lines'] !== lines.length) throw damaged(path, `it is no archive of the format ${format}`);
  const rows = lines.filter((line) => line['line'] === 'event');
  if (rows.some((row, index) => row['seq'] !== index + 1) || rows.length !== head['seq']) throw damaged(path, 'its journal has a gap');
  const blobs = lines.filter((line) => line['line'] === 'blob');
  for (const blob of blobs) if (sha256Hex(decodeBase64(textOf(blob['content']))) !== blob['sha256']) throw damaged(path, `the bytes at ${textOf(blob['sha256'])} are others`);
  return { id: textOf(head['id']), workflow: textOf(head['workflow']), status: textOf(head['status']), rows: rows.length, blobs: blobs.length, sha256 };
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function lineOf(path: string, line: string): JsonObject {
  try {
    const value = JSON.parse(line) as Json;
    if (isJsonObject(value)) return value;
  } catch {
    // Said below, for every way a line may be no object.
  }
  throw damaged(path, 'a line of it is no JSON object');
}

function damaged(path: string, why: string): AppError {
  return new AppError('integrity', `The archive "${path}" is damaged: ${why}.`, { next: 'Write the run to an archive again, or restore the file from a backup.', data: { path } });
}

/** Rows are plain data: what JSON leaves out of them is not there. */
function asJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
