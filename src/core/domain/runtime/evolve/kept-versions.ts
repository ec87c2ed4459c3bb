import { present } from '../../model/present.ts';
import type { PinnedVersions } from '../../model/run-state.ts';

/** Of what a run is pinned to, what its state keeps: nearly always all is at version 1, and then nothing is kept. */
export function versionsToKeep({ expression, actions = {} }: PinnedVersions): PinnedVersions | undefined {
  const others = Object.entries(actions).filter(([, version]) => version !== 1);
  const kept = present({ expression: expression === 1 ? undefined : expression, actions: others.length === 0 ? undefined : Object.fromEntries(others) });
  return Object.keys(kept).length === 0 ? undefined : kept;
}
