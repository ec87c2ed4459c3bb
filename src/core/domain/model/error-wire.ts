import { AppError, type ErrorWire, isErrorCode } from './errors.ts';
import type { Json } from './json.ts';

/**
 * The failure a client met, as the `AppError` it was on the other side. Knows the wire form itself, and the error of an
 * RPC client that carries it as `data`. Anything else is `unexpected` with the original as `cause`.
 */
export function errorFromWire(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const wire = findWire(thrown);
  if (wire === undefined) {
    return new AppError('unexpected', thrown instanceof Error ? thrown.message : 'The call failed without an error.', {
      next: 'Try again; `aiwm system doctor` checks the installation.',
      cause: thrown,
    });
  }
  return new AppError(wire.code, wire.message, {
    ...(wire.next === undefined ? {} : { next: wire.next }),
    ...(wire.data === undefined ? {} : { data: wire.data }),
    cause: thrown,
  });
}

function findWire(thrown: unknown): ErrorWire | undefined {
  if (!isRecord(thrown)) return undefined;
  const carried = thrown['data'];
  if (isErrorWire(carried)) return carried;
  return isErrorWire(thrown) ? thrown : undefined;
}

/** Whether a value from outside is a failure in its wire form. */
export function isErrorWire(value: unknown): value is ErrorWire {
  return (
    isRecord(value) &&
    isErrorCode(value['code']) &&
    typeof value['message'] === 'string' &&
    (value['next'] === undefined || typeof value['next'] === 'string') &&
    (value['data'] === undefined || isFacts(value['data']))
  );
}

function isFacts(value: unknown): value is { readonly [key: string]: Json } {
  return isRecord(value) && !Array.isArray(value);
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
