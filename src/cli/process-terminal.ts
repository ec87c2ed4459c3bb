import { text } from 'node:stream/consumers';
import { runCommandLine } from './command-line.ts';
import type { Terminal } from './terminal.ts';

/** Runs this process's command line and ends the process with its exit code. */
export async function runProcess(): Promise<void> {
  const stop = new AbortController();
  let isPipeClosed = false;
  const interrupt = (): void => {
    // A second Ctrl+C means now.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  if (process.platform !== 'win32') process.on('SIGHUP', interrupt);

  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    isPipeClosed = true;
    stop.abort();
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

  const code = await runCommandLine(process.argv.slice(2), processTerminal(stop.signal, () => isPipeClosed));
  await flushed();
  process.exit(isPipeClosed ? 0 : code);
}

function processTerminal(interrupted: AbortSignal, isPipeClosed: () => boolean): Terminal {
  return {
    out: (written) => {
      if (!isPipeClosed()) process.stdout.write(written);
    },
    err: (written) => {
      if (!isPipeClosed()) process.stderr.write(written);
    },
    isInteractive: process.stdout.isTTY,
    columns: process.stdout.columns ?? 100,
    cwd: process.cwd(),
    environment: process.env,
    interrupted,
    readInput: () => text(process.stdin),
    askSecret: async (prompt) => (await import('./input/ask-secret.ts')).askSecret(prompt, interrupted),
  };
}

/** Pipes are written behind our back; the process must not end before they took everything. */
async function flushed(): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise<void>((resolve) => {
    if (stream.destroyed || stream.writableLength === 0) resolve();
    else stream.write('', () => resolve());
  })));
}
