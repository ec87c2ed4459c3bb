import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const program = path.join(import.meta.dirname, '../../src/cli/index.ts');

export interface ServedHost {
  /** Opens the page once: its fragment holds a one-time code. */
  readonly link: string;
  readonly dataDirectory: string;
  /** Runs the command line against this host and answers what it printed as JSON. */
  ask(...args: readonly string[]): Promise<unknown>;
  close(): Promise<void>;
}

/** `aiwm serve` on a data directory of its own, with the product's samples or without any. */
export async function serveHost({ samples }: { readonly samples: boolean }): Promise<ServedHost> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'aiwm-e2e-')));
  const dataDirectory = path.join(root, 'data');
  const environment = { ...process.env, AIWM_HOME: dataDirectory, NO_COLOR: '1' };
  const child = spawn(process.execPath, [program, 'serve', '--no-open', '--json', '--port', '0', ...(samples ? [] : ['--no-samples'])], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const link = linkIn(await firstLine(child.stdout));

  return {
    link,
    dataDirectory,
    async ask(...args) {
      const asking = spawn(process.execPath, [program, ...args, '--json'], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
      const printed: Buffer[] = [];
      asking.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
      await once(asking, 'close');
      return JSON.parse(Buffer.concat(printed).toString());
    },
    async close() {
      child.kill('SIGINT');
      await closed;
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function firstLine(output: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of output) {
    text += chunk.toString();
    const end = text.indexOf('\n');
    if (end !== -1) return text.slice(0, end);
  }
  throw new Error(`The host ended before it printed its link: ${text}`);
}

function linkIn(line: string): string {
  const answer: unknown = JSON.parse(line);
  if (typeof answer === 'object' && answer !== null && 'link' in answer && typeof answer.link === 'string') return answer.link;
  throw new Error(`The host printed no link: ${line}`);
}
