import { AppError } from '../model/errors.ts';
import { Sha256 } from '../model/ids.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import type { ArchivePort, PackedFile } from '../ports/archive-port.ts';

/** What a bundle holds, once all of it was checked. */
export interface CheckedBundle {
  readonly path: string;
  readonly run: string;
  readonly files: { readonly path: string; readonly bytes: number; readonly sha256: Sha256 }[];
}

const sumsName = 'SHA256SUMS';
const summaryName = 'summary.json';

/** Of all files together: a bundle may well be one long log, which packs small. */
const mostUnpacked = 16 * 1024 ** 3;
/** Of the two files that are read as texts. */
const mostText = 64 * 1024 ** 2;

/** Reads a bundle through and compares every file with `SHA256SUMS`, both ways. Anything else is `integrity`. */
export async function verifyBundle(archives: Pick<ArchivePort, 'readThrough'>, path: string, bytes: Uint8Array): Promise<CheckedBundle> {
  const { files, texts } = await readBundle(archives, path, bytes);
  const sums = sumsIn(path, textOf(path, texts, sumsName));
  const checked = files.filter((file) => file.path !== sumsName).map((file) => {
    const sha256 = Sha256.parse(file.sha256);
    const said = sums.get(file.path);
    if (said === undefined) throw refused(path, `"${file.path}" is not among its checksums`);
    if (said !== sha256) throw refused(path, `"${file.path}" is not the file its checksum was made of`);
    sums.delete(file.path);
    return { path: file.path, bytes: file.bytes, sha256 };
  });
  const [missing] = sums.keys();
  if (missing !== undefined) throw refused(path, `"${missing}" is missing`);
  return { path, run: runIn(path, textOf(path, texts, summaryName)), files: checked };
}

interface ReadBundle {
  readonly files: readonly PackedFile[];
  /** Of the files that are read as texts. */
  readonly texts: ReadonlyMap<string, string>;
}

async function readBundle(archives: Pick<ArchivePort, 'readThrough'>, path: string, bytes: Uint8Array): Promise<ReadBundle> {
  const files: PackedFile[] = [];
  const texts = new Map<string, string>();
  let decoder = new TextDecoder();
  try {
    for await (const piece of archives.readThrough(bytes, { atMost: mostUnpacked, isPlain: true })) {
      if (piece.kind === 'file') {
        files.push({ path: piece.path, bytes: piece.bytes, sha256: piece.sha256 });
        decoder = new TextDecoder();
      } else if (piece.path === sumsName || piece.path === summaryName) {
        const text = `${texts.get(piece.path) ?? ''}${decoder.decode(piece.bytes, { stream: true })}`;
        if (text.length > mostText) throw refused(path, `"${piece.path}" is longer than any a bundle has`);
        texts.set(piece.path, text);
      }
    }
  } catch (error) {
    throw error instanceof AppError && error.code === 'input_invalid' ? refused(path, reasonIn(error), error) : error;
  }
  return { files, texts };
}

function sumsIn(path: string, text: string): Map<string, string> {
  const sums = new Map<string, string>();
  for (const line of text.split('\n').slice(0, -1)) {
    const [, sha256, file] = /^([\da-f]{64}) {2}(\S+)$/u.exec(line) ?? [];
    if (sha256 === undefined || file === undefined || sums.has(file)) throw refused(path, `${sumsName} has a line that is no checksum`);
    sums.set(file, sha256);
  }
  return sums;
}

function runIn(path: string, text: string): string {
  const summary = parsed(text);
  const run = isJsonObject(summary) ? summary['run'] : undefined;
  const id = isJsonObject(run) ? run['id'] : undefined;
  if (typeof id !== 'string') throw refused(path, `its ${summaryName} names no run`);
  return id;
}

function textOf(path: string, texts: ReadBundle['texts'], name: string): string {
  const text = texts.get(name);
  if (text === undefined) throw refused(path, `it holds no ${name}`);
  return text;
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
