import type { AuditEntry, AuditHead, AuditRow } from '../../domain/model/audit-row.ts';
import type { ApprovalRow } from '../../domain/ports/approval-repository.ts';
import type { ArtifactRow } from '../../domain/ports/artifact-repository.ts';
import type { CardNote, CardRow } from '../../domain/ports/card-repository.ts';
import type { UsageRow } from '../../domain/ports/run-commit.ts';
import type { RunId, Sha256 } from '../../domain/model/ids.ts';
import type { Json, JsonObject } from '../../domain/model/json.ts';
import type { RunEvent } from '../../domain/model/run-event.ts';
import type { LooseEnd } from '../../domain/ports/run-history.ts';
import type { CommandKeyRow } from '../../domain/ports/command-key-repository.ts';
import type { TokenRow } from '../../domain/ports/token-repository.ts';
import type { TestRow } from '../../domain/ports/test-repository.ts';
import type { DraftSave, KeptWrite } from '../../domain/ports/draft-save.ts';
import type { DraftRow, PurgedVersion, VersionRow, WorkflowRow } from '../../domain/ports/workflow-repository.ts';
import type { Reservation } from '../../domain/ports/usage-ledger.ts';
import type { DocumentRevisionRow, DocumentRow } from '../../domain/ports/document-repository.ts';
import type { RunRow } from '../../domain/ports/workflow-run-repository.ts';

/** A run with everything only it has. */
export interface MemoryRun {
  row: RunRow;
  image: JsonObject | undefined;
  /** Where the image stands; 0 while there is none. */
  imageSeq: number;
  readonly events: RunEvent[];
  readonly inputs: Map<string, number>;
  readonly timers: Map<string, number>;
}

export interface MemoryWorkflow {
  row: Omit<WorkflowRow, 'draftChanged' | 'about' | 'formerSlugs'>;
  /** Names it had, the last one first. */
  former: readonly { readonly slug: string; readonly kept: boolean }[];
  draft: Omit<DraftRow, 'revision'>;
  versions: readonly VersionRow[];
  purged: readonly PurgedVersion[];
  saves: readonly DraftSave[];
  writes: readonly KeptWrite[];
}

/** A document with all its revisions, the oldest first. */
export interface MemoryDocument {
  row: Omit<DocumentRow, 'newest'>;
  revisions: DocumentRevisionRow[];
}

/** What an effect of a run made of a document. */
export interface MemoryDocumentEffect {
  readonly runId: RunId;
  readonly document: string;
  readonly number: number;
  readonly sha256: Sha256;
}

/** The audit log with its end, and what was begun. */
export interface MemoryAudit {
  readonly rows: AuditRow[];
  head?: AuditHead;
  readonly begun: Map<number, AuditEntry>;
}

/** All data of one memory adapter. What goes in and what comes out is copied: nobody shares an object with it. */
export interface MemoryState {
  epoch: number;
  /** The last epoch whose host stopped in good order. */
  released: number;
  readonly runs: Map<string, MemoryRun>;
  readonly cards: Map<string, CardRow>;
  /** By card. */
  readonly cardNotes: Map<string, readonly CardNote[]>;
  readonly approvals: Map<string, ApprovalRow>;
  readonly artifacts: Map<string, ArtifactRow>;
  readonly tests: Map<string, TestRow>;
  readonly tokens: Map<string, TokenRow>;
  readonly commandKeys: Map<string, CommandKeyRow>;
  readonly documents: Map<string, MemoryDocument>;
  /** By the key of the effect. */
  readonly documentEffects: Map<string, MemoryDocumentEffect>;
  readonly blobs: Map<Sha256, Uint8Array>;
  readonly workflows: Map<string, MemoryWorkflow>;
  readonly settings: Map<string, { readonly value: Json; readonly revision: number }>;
  readonly audit: MemoryAudit;
  readonly looseEnds: LooseEnd[];
  /** Of all runs, removed ones too. */
  readonly usage: UsageRow[];
  readonly reservations: Map<string, Reservation>;
  /** Blobs that were put outside runs: they stay whether or not a run names them. */
  readonly keptBlobs: Set<Sha256>;
  /** Keys that runs were started with which are gone. */
  readonly startKeys: Map<string, { readonly runId: RunId; readonly startedAt: number }>;
}

export function createMemoryState(): MemoryState {
  return { epoch: 0, released: 0, runs: new Map(), cards: new Map(), cardNotes: new Map(), approvals: new Map(), artifacts: new Map(), tests: new Map(), tokens: new Map(), commandKeys: new Map(), documents: new Map(), documentEffects: new Map(), blobs: new Map(), workflows: new Map(), settings: new Map(), audit: { rows: [], begun: new Map() }, looseEnds: [], usage: [], reservations: new Map(), keptBlobs: new Set(), startKeys: new Map() };
}

/** The run that was started with the key, whether or not it is still kept. */
export function startedWith(state: MemoryState, key: string): RunId | undefined {
  for (const { row } of state.runs.values()) if (row.startKey === key) return row.id;
  return state.startKeys.get(key)?.runId;
}

/** Larger numbers first, then larger ids: the order of every list that shows the newest first. */
export function newestFirst<Row>(at: (row: Row) => number, id: (row: Row) => string): (left: Row, right: Row) => number {
  return (left, right) => at(right) - at(left) || compareText(id(right), id(left));
}

/** Smaller numbers first, then smaller ids. */
export function oldestFirst<Row>(at: (row: Row) => number, id: (row: Row) => string): (left: Row, right: Row) => number {
  return (left, right) => at(left) - at(right) || compareText(id(left), id(right));
}

/** Keeps what stands behind a row; nothing stands behind one that is not there. */
export function behind<Row>(mark: { readonly row: Row | undefined } | undefined, order: (left: Row, right: Row) => number): (row: Row) => boolean {
  return (row) => mark === undefined || (mark.row !== undefined && order(mark.row, row) < 0);
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
