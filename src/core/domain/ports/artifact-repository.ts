import type { ArtifactId, RunId, Sha256 } from '../model/ids.ts';

/** Something a run left in people's hands. */
export interface ArtifactRow {
  readonly id: ArtifactId;
  readonly runId: RunId;
  readonly nodeId: string;
  readonly effect: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly createdAt: number;
  readonly path?: string;
  /** Since when people want it at hand; absent where they do not. */
  readonly pinnedAt?: number;
}

export interface ArtifactRepository {
  get(id: ArtifactId): Promise<ArtifactRow | undefined>;
  list(runId: RunId): Promise<readonly ArtifactRow[]>;
  /** Pins it at that time, or unpins it without one; answers false where there is no such artifact. */
  pin(id: ArtifactId, at?: number): Promise<boolean>;
  /** Pinned ones of all runs, the last pinned first. */
  pinned(limit: number): Promise<readonly ArtifactRow[]>;
  /** Of all runs, the last made first. */
  newest(limit: number): Promise<readonly ArtifactRow[]>;
}
