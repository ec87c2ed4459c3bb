import { errorFromWire } from '../../../src/core/domain/model/error-wire.ts';
import type { AppError } from '../../../src/core/domain/model/errors.ts';

/** The failure a call ends with; an answered call fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<AppError> {
  try {
    await call;
  } catch (thrown) {
    return errorFromWire(thrown);
  }
  throw new Error('The call was answered, and should have failed.');
}
