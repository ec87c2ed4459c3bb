import { encodeBase64 } from '../model/base64.ts';
import { AppError } from '../model/errors.ts';
import { ArtifactId, RunId } from '../model/ids.ts';
import { toInstant } from '../model/instant.ts';
import type { ArtifactRow } from '../ports/artifact-repository.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { AreaService } from './area-service.ts';

/** What runs leave in people's hands. */
export function createArtifactsService({ data }: { readonly data: Pick<WorkflowDataPort, 'artifacts' | 'runs' | 'blobs'> }): AreaService<'artifacts'> {
  return {
    async list({ run }) {
      const id = RunId.safeParse(run);
      if (!id.success || (await data.runs.get(id.data)) === undefined) {
        throw new AppError('not_found', `There is no run "${run}".`, { next: '`aiwm runs list` shows the runs there are.', data: { id: run } });
      }
      return { items: (await data.artifacts.list(id.data)).map(artifactView) };
    },
    async get({ id }) {
      const known = ArtifactId.safeParse(id);
      const row = known.success ? await data.artifacts.get(known.data) : undefined;
      if (row === undefined) {
        throw new AppError('not_found', `There is no artifact "${id}".`, { next: '`aiwm artifacts list --run <id>` shows what a run made.', data: { id } });
      }
      return { ...artifactView(row), content: encodeBase64(await data.blobs.read(row.sha256)) };
    },
  };
}

function artifactView({ id, runId, nodeId, name, mediaType, bytes, sha256, createdAt, path }: ArtifactRow) {
  return { id, runId, nodeId, name, mediaType, bytes, sha256, createdAt: toInstant(createdAt), path };
}
