import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { AppError } from '../../core/domain/model/errors.ts';

const controls = { interrupt: 3, endOfInput: 4, backspace: 8, lineFeed: 10, carriageReturn: 13, eraseLine: 21, delete: 127 } as const;

/**
 * What a person types at the terminal of this process, unseen; undefined where nobody sits at one. It is read from the
 * terminal itself and not from standard input, which may be a pipe.
 */
export async function askSecret(prompt: string, interrupted: AbortSignal): Promise<string | undefined> {
  const terminal = openTerminal();
  if (terminal === undefined) return undefined;
  // Before the question: what is typed ahead of it is not seen either.
  terminal.setRawMode(true);
  process.stderr.write(prompt);
  try {
    return await typedLine(terminal, interrupted);
  } finally {
    terminal.setRawMode(false);
    if (terminal === process.stdin) terminal.pause();
    else terminal.destroy();
    process.stderr.write('\n');
  }
}

/** Only where somebody would see the question. */
function openTerminal(): ReadStream | undefined {
  if (!process.stderr.isTTY) return undefined;
  if (process.platform === 'win32') return process.stdin.isTTY ? process.stdin : undefined;
  try {
    return new ReadStream(openSync('/dev/tty', 'r'));
  } catch (error) {
    // A process without a terminal: ENXIO or ENOENT, by platform.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

function typedLine(terminal: ReadStream, interrupted: AbortSignal): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const bytes: number[] = [];
  const stop = (): void => { reject(new AppError('interrupted', 'Interrupted before the secret was typed.', { next: 'Run the command again; nothing was changed.' })); };
  const listen = (chunk: Buffer): void => {
    for (const byte of chunk) {
      if (byte === controls.lineFeed || byte === controls.carriageReturn || byte === controls.endOfInput) resolve(Buffer.from(bytes).toString('utf8'));
      else if (byte === controls.interrupt) stop();
      else if (byte === controls.backspace || byte === controls.delete) eraseLetter(bytes);
      else if (byte === controls.eraseLine) bytes.length = 0;
      else bytes.push(byte);
    }
  };
  terminal.on('data', listen);
  interrupted.addEventListener('abort', stop, { once: true });
  return promise.finally(() => {
    terminal.off('data', listen);
    interrupted.removeEventListener('abort', stop);
    bytes.fill(0);
  });
}

/** The last letter, whose later bytes in UTF-8 begin with the bits 10. */
function eraseLetter(bytes: number[]): void {
  for (let last = bytes.pop(); last !== undefined && (last & 0xc0) === 0x80; last = bytes.pop()) continue;
}
