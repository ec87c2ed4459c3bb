import { AppError } from '../model/errors.ts';
import { Sha256 } from '../model/ids.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import { sha256Hex } from '../model/sha256.ts';
import type { ArchiveFile, ArchivePort } from '../ports/archive-port.ts';

/** What a bundle holds, once all of it was checked. */
export interface CheckedBundle {
  readonly path: string;
  readonly run: string;
  readonly files: { readonly path: string; readonly bytes: number; readonly sha256: Sha256 }[];
}

/** Unpacks a bundle in memory under the limits of foreign archives and compares every file with `SHA256SUMS`, both ways. Anything else is `integrity`. */
export async function verifyBundle(archives: Pick<ArchivePort, 'unpack'>, path: string, bytes: Uint8Array): Promise<CheckedBundle> {
  const files = await archives.unpack(bytes).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'input_invalid' ? refused(path, reasonIn(error), error) : error;
  });
  const sums = sumsIn(path, files);
  const checked = files.filter((file) => file.path !== sumsName).map((file) => {
    const sha256 = Sha256.parse(sha256Hex(file.bytes));
    const said = sums.get(file.path);
    if (said === undefined) throw refused(path, `"${file.path}" is not among its checksums`);
    if (said !== sha256) throw refused(path, `"${file.path}" is not the file its checksum was made of`);
    sums.delete(file.path);
    return { path: file.path, bytes: file.bytes.length, sha256 };
  });
  const [missing] = sums.keys();
  if (missing !== undefined) throw refused(path, `"${missing}" is missing`);
  return { path, run: runIn(path, files), files: checked };
}

const sumsName = 'SHA256SUMS';

function sumsIn(path: string, files: readonly ArchiveFile[]): Map<string, string> {
  const sums = new Map<string, string>();
  for (const line of textOf(path, files, sumsName).split('\n').slice(0, -1)) {
    const [, sha256, file] = /^([\da-f]{64}) {2}(\S+)$/u.exec(line) ?? [];
    if (sha256 === undefined || file === undefined || sums.has(file)) throw refused(path, `${sumsName} has a line that is no checksum`);
    sums.set(file, sha256);
  }
  return sums;
}

function runIn(path: string, files: readonly ArchiveFile[]): string {
  const summary = parsed(textOf(path, files, 'summary.json'));
  const run = isJsonObject(summary) ? summary['run'] : undefined;
  const id = isJsonObject(run) ? run['id'] : undefined;
  if (typeof id !== 'string') throw refused(path, 'its summary.json names no run');
  return id;
}

function textOf(path: string, files: readonly ArchiveFile[], name: string): string {
  const file = files.find((one) => one.path === name);
  if (file === undefined) throw refused(path, `it holds no ${name}`);
  return new TextDecoder().decode(file.bytes);
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function reasonIn({ message }: AppError): string {
  return message.replace(/^The/u, 'the').replace(/\.(?: Nothing was unpacked\.)?$/u, '');
}

function refused(path: string, why: string, cause?: unknown): AppError {
  return new AppError('integrity', `The bundle "${path}" is not as it was packed: ${why}.`, { next: 'Have it packed anew with `aiwm artifacts bundle --run <id>`.', data: { path }, cause });
}
