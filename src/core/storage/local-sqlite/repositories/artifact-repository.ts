import type { ArtifactRepository, ArtifactRow } from '../../../domain/ports/artifact-repository.ts';
import type { Connection } from '../connection.ts';
import type { Writer } from '../writer.ts';

interface ArtifactRecord extends Omit<ArtifactRow, 'path' | 'pinnedAt'> {
  readonly path: string | null;
  readonly pinnedAt: number | null;
}

const columns = `id, run_id as runId, node_id as nodeId, effect, name, media_type as mediaType, sha256, bytes, created_at as createdAt, path, pinned_at as pinnedAt`;

export function createArtifactRepository(connection: Connection, writer: Writer): ArtifactRepository {
  return {
    async get(id) {
      const record = connection.read(() => connection.prepare<ArtifactRecord>(`select ${columns} from artifacts where id = @id`).get({ id }));
      return record === undefined ? undefined : toRow(record);
    },
    async list(runId) {
      const records = connection.read(() => connection.prepare<ArtifactRecord>(`select ${columns} from artifacts where run_id = @runId order by created_at, id`).all({ runId }));
      return records.map(toRow);
    },
    async pin(id, at) {
      return writer.run(() => connection.prepare(`update artifacts set pinned_at = @at where id = @id`).run({ id, at: at ?? null }).changes === 1);
    },
    async pinned(limit) {
      const records = connection.read(() => connection.prepare<ArtifactRecord>(`select ${columns} from artifacts where pinned_at is not null order by pinned_at desc, id limit @limit`).all({ limit }));
      return records.map(toRow);
    },
    async newest(limit) {
      const records = connection.read(() => connection.prepare<ArtifactRecord>(`select ${columns} from artifacts order by rowid desc limit @limit`).all({ limit }));
      return records.map(toRow);
    },
  };
}

/** Part of a run's commit. */
export function insertArtifact(connection: Connection, row: ArtifactRow): void {
  connection
    .prepare(
      `insert into artifacts (id, run_id, node_id, effect, name, media_type, sha256, bytes, created_at, path)
       values (@id, @runId, @nodeId, @effect, @name, @mediaType, @sha256, @bytes, @createdAt, @path)`,
    )
    .run({ ...row, path: row.path ?? null });
}

function toRow({ path, pinnedAt, ...record }: ArtifactRecord): ArtifactRow {
  return { ...record, ...(path === null ? {} : { path }), ...(pinnedAt === null ? {} : { pinnedAt }) };
}
