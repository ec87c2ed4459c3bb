import type { JsonObject } from '../../../core/domain/model/json.ts';

/** What the person at the window is told of saving. */
export interface SavingNotices {
  /** Somebody else's draft is shown now; nothing here was unsaved. */
  readonly tookTheirs: (before: JsonObject, after: JsonObject) => void;
  /** Somebody else's changes and those made here stand side by side. */
  readonly merged: (before: JsonObject, after: JsonObject) => void;
  readonly conflict: () => void;
  /** Why nothing was written, and whether it is tried again by itself. */
  readonly failed: (error: unknown, isTriedAgain: boolean) => void;
  /** The workflow was deleted elsewhere. */
  readonly gone: () => void;
  /** A save that had failed went through. */
  readonly recovered: () => void;
}
