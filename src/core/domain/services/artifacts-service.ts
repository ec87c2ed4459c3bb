import type { AccessLevel } from '../model/actor.ts';
import { encodeBase64 } from '../model/base64.ts';
import { AppError } from '../model/errors.ts';
import { ArtifactId, RunId } from '../model/ids.ts';
import { toInstant } from '../model/instant.ts';
import type { ArtifactRow } from '../ports/artifact-repository.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { openedBytes } from '../runtime/sealing/sealed-bytes.ts';
import { maskedText } from '../runtime/sealing/sealed-value.ts';
import type { AreaService } from './area-service.ts';

export interface ArtifactsServiceDeps {
  readonly data: Pick<WorkflowDataPort, 'artifacts' | 'runs' | 'blobs'>;
  readonly loader: Pick<RunLoader, 'sealOf' | 'revealed'>;
}

/** What runs leave in people's hands. */
export function createArtifactsService({ data, loader }: ArtifactsServiceDeps): AreaService<'artifacts'> {
  return {
    async list({ run }) {
      const id = RunId.safeParse(run);
      if (!id.success || (await data.runs.get(id.data)) === undefined) {
        throw new AppError('not_found', `There is no run "${run}".`, { next: '`aiwm runs list` shows the runs there are.', data: { id: run } });
      }
      return { items: (await data.artifacts.list(id.data)).map(artifactView) };
    },
    async get({ id }, { access }) {
      const known = ArtifactId.safeParse(id);
      const row = known.success ? await data.artifacts.get(known.data) : undefined;
      if (row === undefined) {
        throw new AppError('not_found', `There is no artifact "${id}".`, { next: '`aiwm artifacts list --run <id>` shows what a run made.', data: { id } });
      }
      return { ...artifactView(row), ...(await contentOf({ data, loader }, row, access)) };
    },
  };
}

/** The bytes; of one made from sensitive values for those alone who may act on its run. */
async function contentOf({ data, loader }: ArtifactsServiceDeps, { id, runId, name, sha256 }: ArtifactRow, access: AccessLevel): Promise<{ readonly name: string; readonly content: string }> {
  const bytes = await data.blobs.read(sha256);
  if (maskedText(name) === name) return { name, content: encodeBase64(bytes) };
  if (access === 'read') throw sealedArtifact(id);
  const run = await data.runs.get(runId);
  const seal = run === undefined ? undefined : await loader.sealOf(run);
  const revealed = await loader.revealed(runId, { name });
  return { name: revealed.name, content: encodeBase64(seal === undefined ? bytes : openedBytes(bytes, seal)) };
}

function artifactView({ id, runId, nodeId, name, mediaType, bytes, sha256, createdAt, path }: ArtifactRow) {
  return { id, runId, nodeId, name: maskedText(name), mediaType, bytes, sha256, createdAt: toInstant(createdAt), path: path === undefined ? undefined : maskedText(path) };
}

function sealedArtifact(id: string): AppError {
  return new AppError('access_denied', `The artifact "${id}" was made from sensitive values and is kept sealed.`, {
    next: 'Ask someone who may operate runs.',
    data: { id, reason: 'sealed' },
  });
}
