import type { ErrorCode, ErrorWire } from '../../../model/errors.ts';
import type { Json } from '../../../model/json.ts';

/** Why an input is not taken, for programs: `data.reason` of a refusal. */
export type RefusalReason = 'stale' | 'late' | 'early' | 'ended' | 'paused' | 'not_paused' | 'blocked' | 'not_accepted' | 'not_allowed' | 'started' | 'in_flight' | 'not_there' | 'busy' | 'cooldown' | 'approval_void' | 'self_approval' | 'not_principal' | 'duplicate' | 'answered' | 'inbox_full' | 'unfit';

export interface Refused {
  readonly message: string;
  /** What whoever said it can do now. */
  readonly next: string;
  readonly data?: { readonly [key: string]: Json };
}

/** The answer to an input that does not fit the run as it stands. Nothing is written. */
export function refuse(code: ErrorCode, reason: RefusalReason, { message, next, data }: Refused): ErrorWire {
  return { code, message, next, data: { reason, ...data } };
}
