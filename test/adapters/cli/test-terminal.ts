import type { Terminal } from '../../../src/cli/terminal.ts';

export interface TestTerminal extends Terminal {
  /** What was printed so far. */
  readonly printed: { out: string; err: string };
}

export interface TestTerminalOptions {
  readonly interrupted?: AbortSignal;
  readonly cwd?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly isInteractive?: boolean;
  readonly input?: string;
  /** What the person answers, where one is asked. */
  readonly answers?: string;
  readonly onOut?: (text: string) => void;
}

/** A terminal that keeps what is printed. */
export function createTestTerminal({ interrupted, cwd, environment, isInteractive, input, answers, onOut }: TestTerminalOptions = {}): TestTerminal {
  const printed = { out: '', err: '' };
  return {
    printed,
    out(text) {
      printed.out += text;
      onOut?.(text);
    },
    async outBytes(bytes) {
      printed.out += Buffer.from(bytes).toString('latin1');
    },
    err(text) {
      printed.err += text;
    },
    isInteractive: isInteractive ?? false,
    columns: 100,
    cwd: cwd ?? process.cwd(),
    environment: environment ?? {},
    interrupted: interrupted ?? new AbortController().signal,
    readInput: async () => input ?? '',
    async ask(question) {
      if (answers !== undefined) printed.err += question;
      return answers;
    },
  };
}
