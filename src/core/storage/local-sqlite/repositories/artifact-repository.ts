import type { ArtifactRepository, ArtifactRow } from '../../../domain/ports/artifact-repository.ts';
import type { Connection } from '../connection.ts';

interface ArtifactRecord extends Omit<ArtifactRow, 'path'> {
  readonly path: string | null;
}

const columns = `id, run_id as runId, node_id as nodeId, effect, name, media_type as mediaType, sha256, bytes, created_at as createdAt, path`;

export function createArtifactRepository(connection: Connection): ArtifactRepository {
  return {
    async get(id) {
      const record = connection.read(() => connection.prepare<ArtifactRecord>(`select ${columns} from artifacts where id = @id`).get({ id }));
      return record === undefined ? undefined : toRow(record);
    },
    async list(runId) {
      const records = connection.read(() => connection.prepare<ArtifactRecord>(`select ${columns} from artifacts where run_id = @runId order by created_at, id`).all({ runId }));
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

function toRow({ path, ...record }: ArtifactRecord): ArtifactRow {
  return { ...record, ...(path === null ? {} : { path }) };
}
