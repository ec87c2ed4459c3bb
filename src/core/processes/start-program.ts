import { fork } from 'node:child_process';
import type { Socket } from 'node:net';

export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: string | null;
  /** The last it wrote to its error output. */
  readonly lastWords: string;
}

/** A program in a process of its own that takes messages and sends some. */
export interface StartedProgram {
  /** Throws at once what cannot be sent; a program that has ended takes nothing and says nothing. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Told once, after the last message. */
  onEnd(listener: (end: ProgramEnd) => void): void;
  /** Whether this process waits for it; it does at first. */
  hold(isHeld: boolean): void;
  /** At once, whatever it does. */
  kill(): void;
}

/** Starts a program that ends with this process, in whatever way this process ends, and gets none of its environment. */
export type StartProgram = (program: URL, limits: { readonly memoryMb: number }) => StartedProgram;

/** Enough for what V8 says when memory runs out. */
const mostWords = 16 * 1024;

/** What a program cannot do without on some system; none of it is secret. */
const needed = ['SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'TZ'];

/** Node beside this one: it has a message channel, and its input stays open as long as this process lives. */
export const startNodeProgram: StartProgram = (program, { memoryMb }) => {
  const child = fork(program, [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${memoryMb}`],
    env: Object.fromEntries(needed.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
    stdio: ['pipe', 'ignore', 'pipe', 'ipc'],
    windowsHide: true,
  });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { words = `${words}${text}`.slice(-mostWords); });
  // A program that is gone breaks its input, which its end tells.
  child.stdin?.on('error', () => undefined);
  const ends = [child, child.channel, child.stdin as Socket | null, child.stderr as Socket | null];
  return {
    send: (message) => { child.send(message as object, () => undefined); },
    onMessage: (listener) => { child.on('message', listener); },
    onEnd: (listener) => {
      child.once('error', (error) => { listener({ code: null, signal: null, lastWords: error.message }); });
      child.once('close', (code, signal) => { listener({ code, signal, lastWords: words }); });
    },
    hold: (isHeld) => { for (const end of ends) end?.[isHeld ? 'ref' : 'unref'](); },
    kill: () => { child.kill('SIGKILL'); },
  };
};
