import { AppError } from '../../core/domain/model/errors.ts';
import { errorFromWire } from '../../core/domain/model/error-wire.ts';
import { shellWords } from '../strings/shell.ts';

/** What browsers say when a call, or a part of the page, could not be fetched at all. */
const unreachable = /failed to fetch|networkerror|load failed|preload css|dynamically imported module/iu;

/** A failure as a screen shows it. A host that does not answer sends no words, so the page has its own. */
export function readFailure(thrown: unknown): AppError {
  return isUnreachable(thrown) ? hostAway(thrown) : errorFromWire(thrown);
}

/** Whether a call, or a part of the page, got no answer at all. */
export function isUnreachable(thrown: unknown): boolean {
  return thrown instanceof Error && !(thrown instanceof AppError) && unreachable.test(thrown.message);
}

/** The failure of a call that reached nobody, or whose answer did not arrive. */
export function hostAway(cause?: unknown): AppError {
  const { title, text, next, command } = shellWords.unreachable;
  return new AppError('unexpected', `${title}. ${text}`, { next: `${next} \`${command}\`.`, ...(cause === undefined ? {} : { cause }) });
}
