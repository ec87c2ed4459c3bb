import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { program } from '../../support/program.ts';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Started {
  readonly child: ChildProcess;
  /** What was printed so far. */
  readonly printed: { out: string; err: string };
  readonly ended: Promise<Ended>;
}

export interface Place {
  readonly home: string;
  readonly cwd?: string;
  /** A file standard output goes to, instead of being read. */
  readonly to?: string;
  /** Variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A data directory of its own that nobody has touched: it does not exist yet. */
export async function freshHome(): Promise<string> {
  return path.join(await realpath(await mkdtemp(path.join(tmpdir(), 'aiwm-cli-'))), 'data');
}

/** Starts the real program on real files. */
export function start(args: readonly string[], { home, cwd, to, env = {} }: Place): Started {
  const out = to === undefined ? undefined : openSync(to, 'w');
  const child = spawn(process.execPath, [program, ...args], { cwd: cwd ?? path.dirname(home), env: { ...process.env, AIWM_HOME: home, NO_COLOR: '1', ...env }, stdio: ['ignore', out ?? 'pipe', 'pipe'] });
  if (out !== undefined) closeSync(out);
  const printed = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => { printed.out += text; });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { printed.err += text; });
  const ended = once(child, 'close').then(([code]: unknown[]) => ({ code: typeof code === 'number' ? code : null, ...printed }));
  return { child, printed, ended };
}

/** Runs the real program to its end. */
export async function aiwm(args: readonly string[], place: Place): Promise<Ended> {
  return start(args, place).ended;
}

/** The JSON a command answered with. */
export function answerOf({ out }: Ended): unknown {
  return JSON.parse(out);
}

/** The process that drives the runs of a data directory, by its own word. */
export async function hostPid(home: string): Promise<number | undefined> {
  try {
    return (JSON.parse(await readFile(path.join(home, 'host.json'), 'utf8')) as { readonly pid: number }).pid;
  } catch {
    return undefined;
  }
}

/** A workflow whose only action asks the offline model, which behaves as `rule` says; published as `slug`. */
export async function publishAsking(place: Place, slug: string, rule: object): Promise<void> {
  const folder = path.join(place.home, 'files', slug);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'mock.json'), JSON.stringify({ format: 'aiwm.mock/1', rules: [rule] }));
  await writeFile(path.join(folder, 'workflow.json'), JSON.stringify(asking(slug)));
  const { code, err } = await aiwm(['workflows', 'import', folder, '--slug', slug, '--publish', '--json'], place);
  if (code !== 0) throw new Error(err);
}

function asking(name: string): object {
  return {
    format: 'aiwm.workflow/1',
    name,
    root: {
      id: 'root',
      nodes: [
        { id: 'start', type: 'start' },
        { id: 'work', type: 'workStep', entry: [{ id: 'ask', type: 'llm.chat', config: { prompt: 'Say something.' }, retry: { maxRetries: 0 } }] },
        { id: 'done', type: 'end' },
      ],
      transitions: [
        { id: 't1', from: 'start', to: 'work', triggers: [{ type: 'immediate' }] },
        { id: 't2', from: 'work', to: 'done', triggers: [{ type: 'task-complete' }] },
      ],
    },
  };
}
