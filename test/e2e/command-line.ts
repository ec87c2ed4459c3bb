import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { program } from '../support/program.ts';

/** Runs one command with `--json` and gives the last value it printed; throws if it failed. */
export type Ask = (...args: readonly string[]) => Promise<unknown>;

export function environmentOf(dataDirectory: string): NodeJS.ProcessEnv {
  // Playwright's own would contradict, and Node would say so in every process.
  const { FORCE_COLOR: _, ...env } = process.env;
  return { ...env, AIWM_HOME: dataDirectory, NO_COLOR: '1' };
}

export function commandLine(dataDirectory: string): Ask {
  return async (...args) => {
    const child = spawn(process.execPath, [program, ...args, '--json'], { env: environmentOf(dataDirectory), stdio: ['ignore', 'pipe', 'inherit'] });
    const printed: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
    await once(child, 'close');
    const text = Buffer.concat(printed).toString().trim();
    if (child.exitCode !== 0) throw new Error(`\`aiwm ${args.join(' ')}\` ended with ${String(child.exitCode)}: ${text}`);
    return JSON.parse(text.slice(text.lastIndexOf('\n') + 1));
  };
}

/** The command line alone: a new data directory that no host serves. */
export async function withoutHost(work: (ask: Ask) => Promise<void>): Promise<void> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'aiwm-e2e-')));
  try {
    await work(commandLine(path.join(root, 'data')));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
