import type { ArtifactView } from '../../core/domain/operations/artifacts.ts';

/** One thing a run made, and the places where it also lies as a file. */
export interface ArtifactEntry {
  readonly artifact: ArtifactView;
  readonly paths: readonly string[];
}

/** Artifacts in the order they were made; a copy of the same name and bytes is a further place of the first. */
export function artifactEntries(artifacts: readonly ArtifactView[]): readonly ArtifactEntry[] {
  const entries = new Map<string, ArtifactEntry>();
  for (const artifact of artifacts) {
    const key = `${artifact.sha256} ${artifact.name}`;
    const before = entries.get(key);
    const paths = [...(before?.paths ?? []), ...(artifact.path === undefined ? [] : [artifact.path])];
    entries.set(key, { artifact: before?.artifact ?? artifact, paths });
  }
  return [...entries.values()];
}
