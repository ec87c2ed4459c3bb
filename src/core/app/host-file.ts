import { readFileSync } from 'node:fs';
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../domain/model/errors.ts';

const HostFile = z.object({
  pid: z.int(),
  startedAt: z.iso.datetime(),
  /** Such as `http://127.0.0.1:4319`; absent while the host does not listen. */
  address: z.url().optional(),
  token: z.string().min(1).optional(),
  /** It ends by itself once nothing is left to do; absent where a person ends it. */
  untilIdle: z.literal(true).optional(),
});

/** Who drives the runs of a data directory, and how to reach it. The token is as good as the person: the file is 0600. */
export type HostFile = z.infer<typeof HostFile>;

const fileName = 'host.json';

/** What the file of a living host says; `undefined` if there is none, or if its process is gone. */
export async function readHostFile(dataDirectory: string): Promise<HostFile | undefined> {
  let text: string;
  try {
    // At once: a few bytes, asked for by every command, whose turn costs more than they do.
    text = readFileSync(path.join(dataDirectory, fileName), 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new AppError('precondition_failed', `The file "${fileName}" of "${dataDirectory}" cannot be read.`, {
      next: 'Run as the user who started the host, or choose another directory with --data-dir.',
      cause: error,
    });
  }
  const parsed = HostFile.safeParse(parseJson(text));
  // Half a file is what a crash while writing an older version left behind: as good as none.
  return parsed.success && isAlive(parsed.data.pid) ? parsed.data : undefined;
}

/** Replaces the file in one step, readable by its owner only. */
export async function writeHostFile(dataDirectory: string, host: HostFile): Promise<void> {
  const target = path.join(dataDirectory, fileName);
  const beside = `${target}.${host.pid}`;
  await writeFile(beside, `${JSON.stringify(host)}\n`, { mode: 0o600 });
  await chmod(beside, 0o600);
  await rename(beside, target);
}

export async function removeHostFile(dataDirectory: string): Promise<void> {
  await rm(path.join(dataDirectory, fileName), { force: true });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Signal 0 only asks; a process of another user answers EPERM and is alive. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
