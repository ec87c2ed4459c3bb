import { AppError } from '../../model/errors.ts';

/** The engine itself failed on an input. Nothing of the input was written and the run stands where it stood. */
export class EngineFault extends AppError {
  readonly detail: string;

  constructor(input: string, run: string, cause: unknown) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    super('unexpected', `the engine failed on the input '${input}' of run ${run}; nothing was written: ${detail}`, {
      next: 'Look at the log of the host, and report it with the run’s events.',
      data: { run, input },
      cause,
    });
    this.detail = detail;
  }
}

/** An error of a run with sensitive values, as logs may keep it: what it is called and where it came from, not what it says. */
export function withoutWords(error: unknown): Error {
  const name = error instanceof Error ? error.name : typeof error;
  const bare = new Error(`${name}, whose words may hold sensitive values`);
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line)) : [];
  bare.stack = [bare.message, ...frames].join('\n');
  return bare;
}
