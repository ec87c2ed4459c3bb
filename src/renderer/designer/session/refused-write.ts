import { errorFromWire } from '../../../core/domain/model/error-wire.ts';
import type { ErrorCode } from '../../../core/domain/model/errors.ts';

/** What a host always answers to the same draft. */
const lasting: ReadonlySet<ErrorCode> = new Set(['input_invalid', 'definition_invalid', 'operation_unknown']);

/** Whether a write that failed so may have been carried out all the same: nobody heard the host refuse it. */
export function mayHaveArrived(error: unknown): boolean {
  const { code } = errorFromWire(error);
  return code === 'unexpected' || code === 'interrupted';
}

/** Whether the same write would be refused again and again: something else has to be written. */
export function willNeverWork(error: unknown): boolean {
  return lasting.has(errorFromWire(error).code);
}

/** Whether the host says that there is no such workflow any more. */
export function isGone(error: unknown): boolean {
  return errorFromWire(error).code === 'not_found';
}
