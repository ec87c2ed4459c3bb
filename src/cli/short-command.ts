import type { Command } from 'commander';
import type { GivenWords } from './input/read-input.ts';
import type { Session } from './session.ts';

/** A command that is more than one operation. `define` gives it its arguments and flags, `run` answers the exit code. */
export interface ShortCommand {
  /** It is done on this machine and nowhere else: `--server` is refused, a server of the environment is none of its affair. */
  readonly isHere?: true;
  define(command: Command): void | Promise<void>;
  run(session: Session, given: GivenWords, wholeProgram: () => Promise<Command>): Promise<number>;
}
