import type { ArtifactView } from '../../core/domain/operations/artifacts.ts';

/** One thing a run made, and the places where it also lies as a file. */
export interface ArtifactEntry<Artifact extends ArtifactView = ArtifactView> {
  readonly artifact: Artifact;
  readonly paths: readonly string[];
}

/** Whether it was not made yet when a row was written; the row that tells of it comes after it. */
export function isMadeLater({ createdAt }: Pick<ArtifactView, 'createdAt'>, rowAt: number | undefined): boolean {
  return rowAt !== undefined && Date.parse(createdAt) > rowAt;
}

/** Artifacts in the order they were made; a copy of the same name and bytes is a further place of the first. */
export function artifactEntries<Artifact extends ArtifactView>(artifacts: readonly Artifact[]): readonly ArtifactEntry<Artifact>[] {
  const entries = new Map<string, ArtifactEntry<Artifact>>();
  for (const artifact of artifacts) {
    const key = `${artifact.runId} ${artifact.sha256} ${artifact.name}`;
    const before = entries.get(key);
    const paths = [...(before?.paths ?? []), ...(artifact.path === undefined ? [] : [artifact.path])];
    entries.set(key, { artifact: before?.artifact ?? artifact, paths });
  }
  return [...entries.values()];
}
