import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import type { Client } from '../../client/connect.ts';
import type { SentDraft } from './journal-entry.ts';
import type { SavingNotices } from './saving-notices.ts';
import type { SessionStore } from './session-store.ts';

export interface SaverParts {
  readonly workflows: Pick<Client['workflows'], 'update' | 'get'>;
  readonly store: SessionStore;
  readonly notices: SavingNotices;
  /** The host has this definition now: what stands in the journal up to the time it was sent may go. */
  readonly onSaved: (definition: JsonObject) => void;
  /** Done once it is written down that this is sent, or that it cannot be. */
  readonly onSending: (sent: SentDraft) => Promise<unknown>;
  /** What is on the screen stands on another draft from now on. */
  readonly onRebased: () => void;
}

/** What a window that is gone did: the draft it began at, what it sent, and how it stood on its screen. */
export interface LeftDraft {
  /** From now on it is what this window did. */
  readonly onTaken: () => void;
  readonly base: Pick<WorkflowView, 'revision' | 'definition'>;
  readonly sent: readonly SentDraft[];
  readonly definition: JsonObject;
}

/** The draft as the host gives it, with the names of the writes asked about that arrived. */
export type HostDraft = WorkflowView & { readonly wrote?: readonly string[] | undefined };
