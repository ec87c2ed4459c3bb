import type { Readable, Writable } from 'node:stream';

export interface Pipes {
  readonly input: Readable;
  readonly output: Writable;
}

/** Everything a command line touches of the process around it, so that it also runs inside a test. */
export interface Terminal {
  /** Results: what a pipe receives. */
  out(text: string): void;
  /** The same for what is no text; settles when more can be taken. */
  outBytes(bytes: Uint8Array): Promise<void>;
  /** Everything said beside them: progress, hints, failures. */
  err(text: string): void;
  /** A person looks at the results; they are not piped on. */
  readonly isInteractive: boolean;
  readonly columns: number;
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Aborts when the person presses Ctrl+C, the system asks to end, or nobody reads the results any more. */
  readonly interrupted: AbortSignal;
  /** Standard input and output as they are, for a command that speaks a protocol over them; not there where nobody could. */
  pipes?(): Pipes;
  /** All of standard input. */
  readInput(): Promise<string>;
  /** What the person at the terminal answers; undefined, or not there at all, where nobody can be asked. */
  ask?(question: string): Promise<string | undefined>;
  /** What the person at the terminal types unseen; undefined, or not there at all, where nobody can be asked. */
  askSecret?(prompt: string): Promise<string | undefined>;
}
