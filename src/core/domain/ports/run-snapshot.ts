import type { RunId } from '../model/ids.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { ArtifactRow } from './artifact-repository.ts';
import type { BlobWrite } from './blob-store.ts';
import type { RunHeader, UsageRow } from './run-commit.ts';

/** A run on its way from one data directory to another: its journal, and every byte the journal names by address. */
export interface RunSnapshot {
  readonly format: 'aiwm.run/1';
  readonly runId: RunId;
  readonly header: RunHeader;
  /** The whole journal, large values by address. */
  readonly rows: readonly RunEvent[];
  readonly inputKeys: readonly { readonly key: string; readonly seq: number }[];
  readonly usage: readonly UsageRow[];
  readonly artifacts: readonly ArtifactRow[];
  readonly blobs: readonly BlobWrite[];
  /** Of a run with sensitive values: its key, as it was handed out. */
  readonly key?: string;
}
