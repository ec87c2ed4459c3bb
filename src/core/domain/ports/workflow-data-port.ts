import type { RunId } from '../model/ids.ts';
import type { BlobStore } from './blob-store.ts';
import type { ApprovalRepository } from './approval-repository.ts';
import type { ArtifactRepository } from './artifact-repository.ts';
import type { AuditRepository } from './audit-repository.ts';
import type { CardRepository } from './card-repository.ts';
import type { CommandKeyRepository } from './command-key-repository.ts';
import type { DocumentRepository } from './document-repository.ts';
import type { RunHistory } from './run-history.ts';
import type { SettingsRepository } from './settings-repository.ts';
import type { TestRepository } from './test-repository.ts';
import type { TokenRepository } from './token-repository.ts';
import type { UsageLedger } from './usage-ledger.ts';
import type { WorkflowRepository } from './workflow-repository.ts';
import type { RunCommit, CommitAnswer } from './run-commit.ts';
import type { WorkflowRunRepository } from './workflow-run-repository.ts';

/**
 * Where everything is kept. One host writes at a time: {@link WorkflowDataPort.claim} bumps the epoch that every later
 * commit of this port carries, and a commit of an older epoch is `fenced`.
 */
export interface WorkflowDataPort {
  readonly workflows: WorkflowRepository;
  readonly runs: WorkflowRunRepository;
  readonly cards: CardRepository;
  readonly approvals: ApprovalRepository;
  readonly artifacts: ArtifactRepository;
  readonly tests: TestRepository;
  readonly documents: DocumentRepository;
  readonly settings: SettingsRepository;
  readonly tokens: TokenRepository;
  readonly commandKeys: CommandKeyRepository;
  readonly audit: AuditRepository;
  readonly blobs: BlobStore;
  readonly history: RunHistory;
  readonly usage: UsageLedger;

  /** Makes this process the writer. The caller holds the host lock. */
  claim(host: { readonly id: string; readonly at: number }): Promise<Claimed>;
  /** Notes that the host of this epoch stopped in good order, so that the next one need not think of a crash. */
  release(host: { readonly epoch: number; readonly at: number }): Promise<void>;
  /** Whether this data came here by copy or restore: its runs may be driven elsewhere, too. */
  isForeign(): Promise<boolean>;
  /** Takes foreign data as this place's own; do it once its runs are held. */
  adopt(): Promise<void>;
  /** The only write of a run: everything in one transaction, or nothing. Answers when it is durable. */
  commitRun(commit: RunCommit): Promise<CommitAnswer>;
  /** Marks a run as handed to another data directory. Its rows stay; its timers and open requests are gone. */
  releaseRun(release: ReleaseRun): Promise<CommitAnswer>;
  /** Removes a run with everything only it has. Answers whether there was one, and this host may. */
  purgeRun(run: { readonly runId: RunId; readonly epoch: number }): Promise<boolean>;
  /** Facts for `system doctor`: adapter, schema version, integrity, sizes. */
  inspect(): Promise<{ readonly [name: string]: string | number | boolean }>;
  close(): Promise<void>;
}

export interface ReleaseRun {
  readonly runId: RunId;
  readonly epoch: number;
  /** The run's last `seq`; standing elsewhere, or released already, it is a `conflict`. */
  readonly expectedSeq: number;
  readonly at: number;
}

export interface Claimed {
  readonly epoch: number;
  /** Whether the host before left without a word: it crashed, or its power was cut. */
  readonly afterCrash: boolean;
}
