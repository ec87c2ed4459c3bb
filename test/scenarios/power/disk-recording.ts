import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One thing a process asked of the disk, or said to the world, in the order it did. */
export type DiskOperation =
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  /** Everything written to the file before has reached the disk. */
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'remove'; readonly file: string }
  | { readonly kind: 'said'; readonly text: string };

export interface RecordingOptions {
  /** The directory whose files are recorded. */
  readonly directory: string;
  /** The program, with its arguments. */
  readonly command: readonly string[];
}

/** Everything the program did to the files of a directory. The map of shared memory is left out: SQLite makes it anew. */
export async function recordDisk({ directory, command }: RecordingOptions): Promise<readonly DiskOperation[]> {
  const trace = join(directory, '..', `trace-${String(process.pid)}-${String(traces += 1)}`);
  const calls = 'trace=write,pwrite64,ftruncate,fsync,fdatasync,unlink';
  execFileSync('strace', ['-f', '-y', '-xx', '-s', '2000000', '-e', calls, '-o', trace, process.execPath, ...command], { stdio: ['ignore', 'ignore', 'inherit'] });
  return readTrace(await readFile(trace, 'latin1'), directory);
}

let traces = 0;

/** The operations a trace tells of. A call another thread cut in two counts where it came to its end. */
function readTrace(trace: string, directory: string): readonly DiskOperation[] {
  const cut = new Map<string, string>();
  const operations: DiskOperation[] = [];
  for (const line of trace.split('\n')) {
    const [, thread = '', text = ''] = /^(\d+) +(.*)$/u.exec(line) ?? [];
    if (text.endsWith('<unfinished ...>')) {
      cut.set(thread, text.slice(0, -'<unfinished ...>'.length));
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/u.exec(text);
    const call = resumed === null ? text : `${cut.get(thread) ?? ''}${resumed[1] ?? ''}`;
    const operation = readCall(call, directory);
    if (operation !== undefined) operations.push(operation);
  }
  return operations;
}

function readCall(call: string, directory: string): DiskOperation | undefined {
  const said = /^write\(1<[^>]*>, "([^"]*)"/u.exec(call);
  if (said !== null) return { kind: 'said', text: bytesOf(said[1] ?? '').toString('utf8') };
  const removed = /^unlink\("([^"]*)"\) += 0/u.exec(call);
  if (removed !== null) return { kind: 'remove', file: nameIn(directory, bytesOf(removed[1] ?? '').toString('utf8')) };
  const [, name = '', escaped = '', rest = ''] = /^(\w+)\(\d+<([^>]*)>(.*)$/su.exec(call) ?? [];
  const path = escaped.includes('\\x') ? bytesOf(escaped).toString('utf8') : escaped;
  if (!path.startsWith(`${directory}/`) || path.endsWith('-shm')) return undefined;
  const file = nameIn(directory, path);
  if (name === 'fsync' || name === 'fdatasync') return / = 0$/u.test(rest) ? { kind: 'sync', file } : undefined;
  if (name === 'ftruncate') return { kind: 'truncate', file, size: Number(/^, (\d+)/u.exec(rest)?.[1]) };
  const [, content = '', at = ''] = /^, "([^"]*)", \d+, (\d+)\) += \d+/u.exec(rest) ?? [];
  return name === 'pwrite64' ? { kind: 'write', file, at: Number(at), bytes: bytesOf(content) } : undefined;
}

function nameIn(directory: string, path: string): string {
  return path.slice(directory.length + 1);
}

/** The bytes of a text as strace writes it: each as `\x` and two digits. */
function bytesOf(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex');
}
