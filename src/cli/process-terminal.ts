import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { AppError } from '../core/domain/model/errors.ts';
import { runCommandLine } from './command-line.ts';
import { exitCodeOf } from './exit-codes.ts';
import { createPaint } from './print/paint.ts';
import { terminalText } from './print/terminal-text.ts';
import type { Terminal } from './terminal.ts';

/** Runs this process's command line and ends the process with its exit code. */
export async function runProcess(): Promise<void> {
  const stop = new AbortController();
  let isPipeClosed = false;
  let notWritten: Error | undefined;
  const interrupt = (): void => {
    // A second Ctrl+C means now.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  if (process.platform !== 'win32') process.on('SIGHUP', interrupt);

  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') isPipeClosed = true;
    else notWritten ??= error;
    stop.abort();
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

  const code = await runCommandLine(process.argv.slice(2), processTerminal(stop.signal, () => isPipeClosed));
  await flushed();
  if (notWritten !== undefined) process.exit(await sayLost(notWritten));
  process.exit(isPipeClosed ? 0 : code);
}

function processTerminal(interrupted: AbortSignal, isPipeClosed: () => boolean): Terminal {
  return {
    out: (written) => {
      if (!isPipeClosed()) process.stdout.write(process.stdout.isTTY ? terminalText(written) : written);
    },
    outBytes: async (bytes) => {
      if (!isPipeClosed() && !process.stdout.write(bytes)) await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')]);
    },
    err: (written) => {
      if (!isPipeClosed()) process.stderr.write(process.stderr.isTTY ? terminalText(written) : written);
    },
    isInteractive: process.stdout.isTTY,
    columns: process.stdout.columns ?? 100,
    cwd: process.cwd(),
    environment: process.env,
    interrupted,
    pipes: () => ({ input: process.stdin, output: process.stdout }),
    readInput: () => text(process.stdin),
    ask: async (question) => (await import('./input/ask-question.ts')).askQuestion(question, interrupted),
    askSecret: async (prompt) => (await import('./input/ask-secret.ts')).askSecret(prompt, interrupted),
  };
}

/** Pipes are written behind our back; the process must not end before they took everything. */
async function flushed(): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise<void>((resolve) => {
    if (stream.destroyed) resolve();
    else stream.write('', () => resolve());
  })));
}

/** Whoever takes the answer for whole would work on with half of it. */
async function sayLost(cause: Error): Promise<number> {
  const failure = new AppError('precondition_failed', `The answer could not be written to standard output: ${cause.message}.`, { next: 'Make room there, or send it elsewhere, and run the command again.', cause });
  const { failureJson, failureText } = await import('./print/failure.ts');
  process.stderr.write(process.argv.includes('--json') ? failureJson(failure) : failureText(failure, createPaint(false)));
  await flushed();
  return exitCodeOf(failure.code);
}
