import { toInstant } from '../model/instant.ts';
import { present } from '../model/present.ts';
import type { ArtifactView, PinnedArtifact } from '../operations/artifacts.ts';
import type { ArtifactRow } from '../ports/artifact-repository.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import { maskedText } from '../runtime/sealing/sealed-value.ts';
import { createWorkflowNames } from './lookups.ts';

/** An artifact as lists show it, sensitive values masked. */
export function artifactView({ id, runId, nodeId, name, mediaType, bytes, sha256, createdAt, path, pinnedAt }: ArtifactRow): ArtifactView {
  const more = present({ path: path === undefined ? undefined : maskedText(path), pinnedAt: pinnedAt === undefined ? undefined : toInstant(pinnedAt) });
  return { id, runId, nodeId, name: maskedText(name), mediaType, bytes, sha256, createdAt: toInstant(createdAt), ...more };
}

/** Artifacts of several runs, each with the workflow it comes from; those whose run is gone are left out. */
export async function artifactsOfRuns(data: Pick<WorkflowDataPort, 'runs' | 'workflows'>, rows: readonly ArtifactRow[]): Promise<PinnedArtifact[]> {
  const names = createWorkflowNames(data);
  const items = await Promise.all(rows.map(async (row) => {
    const run = await data.runs.get(row.runId);
    return run === undefined ? [] : [{ ...artifactView(row), workflow: await names(run.workflowId) }];
  }));
  return items.flat();
}
