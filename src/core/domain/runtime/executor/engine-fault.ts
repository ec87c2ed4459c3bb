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
