import type { ErrorWire } from './errors.ts';
import type { Json, JsonObject } from './json.ts';
import type { ApprovedRequest, OpenIncident } from './run-facts.ts';
import type { ZonedMoment } from './zoned-moment.ts';

/** A `fixed` one is due at an instant that a pause does not move. */
export type TimerState = { readonly id: string; readonly visit: string; readonly dueAt: number; readonly fixed?: true };

/** A deadline an incident holds back; one that keeps what remained of it says since when. */
export type HeldTimer = TimerState & { readonly heldAt?: number };

/** `error`: nobody could say which instant it is. */
export type ArmingState = { readonly timer: string; readonly visit: string; readonly moment: ZonedMoment; readonly error?: ErrorWire };

export type SignalState = {
  readonly emitter: string;
  /** The signal's own at its emitter. */
  readonly id: string;
  readonly name: string;
  readonly key?: string;
  readonly payload: Json;
  readonly at: number;
  /** From then on nobody may take it. */
  readonly until: number;
};

export type CardState = {
  readonly visit: string;
  readonly cardId: string;
  readonly title: string;
  /** Rendered when asked, frozen. */
  readonly card: JsonObject;
  readonly hash: string;
  readonly requestedAt: number;
  readonly expiresAt?: number;
  /** Given while the run was paused. */
  readonly answer?: { readonly key: string; readonly values: JsonObject };
};

export type ApprovalState = {
  /** `visit/validator`. */
  readonly id: string;
  readonly visit: string;
  /** Or the number of the question of an action, `action.n`. */
  readonly validator: string;
  /** Empty where an action asks. */
  readonly transition: string;
  readonly title: string;
  readonly text: string;
  readonly quorum: number;
  readonly principals?: readonly string[];
  readonly bySelf?: true;
  readonly requests: readonly ApprovedRequest[];
  readonly hash: string;
  readonly requestedAt: number;
  readonly expiresAt?: number;
  readonly votes: readonly Vote[];
};

export type Vote = { readonly by: string; readonly decision: 'approve' | 'reject'; readonly comment?: string; readonly at: number };

export type IncidentState = OpenIncident & {
  readonly openedAt: number;
  /** Deadlines that wait with it. */
  readonly timers?: readonly HeldTimer[];
};
