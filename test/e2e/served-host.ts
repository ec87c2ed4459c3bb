import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { program } from '../support/program.ts';
import { type Ask, commandLine, environmentOf } from './command-line.ts';

export interface ServedHost {
  /** Opens the page once: its fragment holds a one-time code. */
  readonly link: string;
  readonly dataDirectory: string;
  /** The command line against this host. */
  readonly ask: Ask;
  /** Ends the program as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again where it was. */
  startAgain(): Promise<void>;
  close(): Promise<void>;
}

/** `aiwm serve` on a data directory of its own, with the product's samples or without any. */
export async function serveHost({ samples }: { readonly samples: boolean }): Promise<ServedHost> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'aiwm-e2e-')));
  const dataDirectory = path.join(root, 'data');
  const serve = async (port: string, extra: readonly string[]) => {
    const child = spawn(process.execPath, [program, 'serve', '--no-open', '--json', '--port', port, ...extra], {
      env: environmentOf(dataDirectory),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    return { child, closed, link: linkIn(await firstLine(child.stdout)) };
  };
  const first = await serve('0', samples ? [] : ['--no-samples']);
  let { child, closed } = first;
  const { link } = first;
  const end = async (signal: 'SIGINT' | 'SIGKILL'): Promise<void> => {
    child.kill(signal);
    await closed;
  };

  return {
    link,
    dataDirectory,
    ask: commandLine(dataDirectory),
    kill: () => end('SIGKILL'),
    async startAgain() {
      ({ child, closed } = await serve(new URL(link).port, ['--no-samples']));
    },
    async close() {
      await end('SIGINT');
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
