import { AppError, type ErrorWire } from '../domain/model/errors.ts';
import { isErrorWire } from '../domain/model/error-wire.ts';
import { present } from '../domain/model/present.ts';
import type { SentFault } from './sent-job.ts';

/** An error as a message between processes. */
export function sentError(error: unknown): ErrorWire | SentFault {
  if (error instanceof AppError) return error.toWire();
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  return present({ name: error.name, message: error.message, stack: error.stack });
}

/** The error as it was on the other side. */
export function receivedError(sent: ErrorWire | SentFault): Error {
  if (!isErrorWire(sent)) return Object.assign(new Error(sent.message), sent);
  const { code, message, ...rest } = sent;
  return new AppError(code, message, rest);
}
