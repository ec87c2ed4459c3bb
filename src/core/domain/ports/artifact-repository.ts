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
}

export interface ArtifactRepository {
  get(id: ArtifactId): Promise<ArtifactRow | undefined>;
  list(runId: RunId): Promise<readonly ArtifactRow[]>;
}
