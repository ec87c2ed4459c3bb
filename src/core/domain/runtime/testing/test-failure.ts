import type { FieldDiff } from '../../model/field-diff.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Told } from '../decide.ts';

/** A fact as a failed test shows it; `seq` where it was recorded. */
export interface ShownFact {
  readonly seq?: number;
  readonly type: string;
  readonly payload: JsonObject;
}

/**
 * How a test failed. Of a recorded one: `definition`, it cannot be run at all; `refused`, it does not even start; `miss`, it
 * asks for something that was never recorded; `fact`, it does something else. Of a generated one: `stuck`, nothing can ever
 * happen any more; `endless`, it does not come to an end; `engine_error`, the engine threw or gave up; `guardrail`, an
 * answer nobody can use decided something, or a limit was passed; `replay`, it does not decide the same twice.
 */
export type TestFailureCode = 'definition' | 'refused' | 'miss' | 'fact' | 'stuck' | 'endless' | 'engine_error' | 'guardrail' | 'replay';

export interface TestFailure {
  readonly code: TestFailureCode;
  readonly message: string;
  /** Visit path. */
  readonly place?: string;
  readonly expected?: ShownFact;
  readonly actual?: ShownFact;
  readonly diff: readonly FieldDiff[];
  /** What of the definition changed there, in words. */
  readonly changes: readonly string[];
  /** What to tell a run, and when, so that it shows. */
  readonly inputs?: readonly Told[];
}
