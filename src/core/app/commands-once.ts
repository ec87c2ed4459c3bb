import { createHash, createHmac } from 'node:crypto';
import type { Actor } from '../domain/model/actor.ts';
import { AppError } from '../domain/model/errors.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { CommandKeyRepository, CommandKeyRow } from '../domain/ports/command-key-repository.ts';
import { describeFailure } from './failure.ts';

/** A command that came with a key for this very call. */
export interface KeyedCommand {
  readonly actor: Actor;
  readonly key: string;
  readonly operation: string;
  readonly input: unknown;
}

/** Carries out a command that is sent again once only. */
export interface CommandsOnce {
  run<Result>(command: KeyedCommand, work: () => Promise<Result>): Promise<Result>;
}

/** So long a key is known. */
const keyLifeMs = 24 * 60 * 60 * 1000;
/** So many answers are kept for whoever did not get the first. */
const mostAnswers = 200;
/** After these it is not known what was done. */
const uncertain: readonly string[] = ['unexpected', 'interrupted'];

interface Kept {
  readonly fingerprint: string;
  readonly answer: Promise<unknown>;
}

/**
 * What is sent again with its key answers as the first did: while that is under way, it waits for it. The answer itself is kept
 * in memory alone, as it may hold a secret; a later host only knows whether the command was done, and says so. One that
 * failed did nothing, so its key is free; where that is not certain, it is said and nothing is done.
 */
export function createCommandsOnce(keys: CommandKeyRepository, clock: Pick<Clock, 'now'>): CommandsOnce {
  const kept = new Map<string, Kept>();
  const first = async <Result>(row: Omit<CommandKeyRow, 'doneAt'>, { operation, work }: { readonly operation: string; readonly work: () => Promise<Result> }): Promise<Result> => {
    const earlier = await keys.begin(row, clock.now() - keyLifeMs);
    if (earlier !== undefined) throw earlier.fingerprint === row.fingerprint ? answerGone(earlier) : otherCommand();
    let result: Result;
    try {
      result = await work();
    } catch (error) {
      if (!uncertain.includes(describeFailure(error, { operation, correlationId: '' }).code)) await keys.free(row.id);
      throw error;
    }
    await keys.done(row.id, clock.now());
    return result;
  };
  return {
    async run(command, work) {
      const { id, fingerprint } = hashesOf(command);
      const before = kept.get(id);
      if (before !== undefined && before.fingerprint !== fingerprint) throw otherCommand();
      // What stands under this key came from the same operation.
      if (before !== undefined) return before.answer as ReturnType<typeof work>;
      const answer = first({ id, fingerprint, begunAt: clock.now() }, { operation: command.operation, work });
      kept.set(id, { fingerprint, answer });
      const [oldest] = kept.keys();
      if (kept.size > mostAnswers && oldest !== undefined) kept.delete(oldest);
      answer.catch(() => { kept.delete(id); });
      return answer;
    },
  };
}

/** The key itself makes the fingerprint, and is not kept: nobody finds out by trying what was sent. */
function hashesOf({ actor, key, operation, input }: KeyedCommand): Pick<CommandKeyRow, 'id' | 'fingerprint'> {
  return {
    id: createHash('sha256').update(`${actor.kind}:${actor.id}\n${key}`).digest('hex'),
    fingerprint: createHmac('sha256', key).update(`${operation}\n${JSON.stringify(input, (_name, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)) ?? ''}`).digest('hex'),
  };
}

function answerGone({ doneAt }: CommandKeyRow): AppError {
  if (doneAt !== undefined) return new AppError('conflict', `This command was carried out already, at ${new Date(doneAt).toISOString()}; its answer is not kept any more.`, { next: 'Look at what it made; send it with another key to do it again.', data: { reason: 'already_done' } });
  return new AppError('conflict', 'This command was begun before, and its host went away meanwhile: whether it was done is not known.', { next: 'Look whether it was done, and send it with another key if not.', data: { reason: 'outcome_unknown' } });
}

function otherCommand(): AppError {
  return new AppError('conflict', 'This key belongs to another command.', { next: 'Send each command with a key of its own.', data: { reason: 'key_taken' } });
}
