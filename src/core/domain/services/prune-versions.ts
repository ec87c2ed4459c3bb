import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Actor } from '../model/actor.ts';
import type { Clock } from '../ports/clock.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { VersionFacts, WorkflowRow } from '../ports/workflow-repository.ts';
import { callsOfDrafts } from './drafts/calls-of-drafts.ts';

export interface PruneVersionsDeps {
  readonly data: Pick<WorkflowDataPort, 'workflows'>;
  readonly catalogue: Catalogue;
  readonly clock: Pick<Clock, 'now'>;
}

/** An older version something needs. */
export interface NeededVersion {
  readonly version: VersionFacts;
  /** A run that is kept was started of it, or workflows call it by its number. */
  readonly because: 'run' | 'called';
  /** Slugs of the workflows that call it. */
  readonly by: readonly string[];
}

export interface PrunedVersions {
  readonly row: WorkflowRow;
  readonly gone: readonly VersionFacts[];
  readonly stay: readonly NeededVersion[];
}

export interface VersionPruning {
  /** So many of the newest stay in any case. */
  readonly keep: number;
  readonly by: Actor;
  /** Only say what would go. */
  readonly dryRun?: boolean;
}

/** Lets versions of these workflows go that are older than the newest `keep` and that nothing needs. Names only workflows with such versions. */
export async function pruneVersions(deps: PruneVersionsDeps, rows: readonly WorkflowRow[], { keep, by, dryRun = false }: VersionPruning): Promise<readonly PrunedVersions[]> {
  const { workflows } = deps.data;
  let callers: Promise<Callers> | undefined;
  const pruned: PrunedVersions[] = [];
  for (const row of rows) {
    const old = (await workflows.versions(row.id)).slice(keep).filter(({ number }) => number !== row.publishedVersion);
    if (old.length === 0) continue;
    const stay = neededOf(old, { row, runs: await workflows.versionsOfRuns(row.id), callers: await (callers ??= callersOf(deps)) });
    const free = old.filter((version) => stay.every((one) => one.version !== version));
    const numbers = dryRun ? free.map(({ number }) => number) : await workflows.purgeVersions(row.id, { numbers: free.map(({ number }) => number), at: deps.clock.now(), by });
    pruned.push({ row, gone: free.filter(({ number }) => numbers.includes(number)), stay });
  }
  return pruned;
}

/** The same for every workflow there is. */
export async function pruneAllVersions(deps: PruneVersionsDeps, pruning: VersionPruning): Promise<readonly PrunedVersions[]> {
  return pruneVersions(deps, await deps.data.workflows.list(), pruning);
}

/** Slugs of callers, by workflow and number as calls write them. */
type Callers = ReadonlyMap<string, readonly string[]>;

function neededOf(old: readonly VersionFacts[], { row, runs, callers }: { readonly row: WorkflowRow; readonly runs: readonly number[]; readonly callers: Callers }): readonly NeededVersion[] {
  return old.flatMap((version): NeededVersion[] => {
    const by = [...new Set([row.slug, ...row.formerSlugs, row.id].flatMap((name) => callers.get(called(name, version.number)) ?? []))];
    if (by.length > 0) return [{ version, because: 'called', by }];
    return runs.includes(version.number) ? [{ version, because: 'run', by: [] }] : [];
  });
}

/** Published versions carry what they call: only what is still to be published needs the other's own version. */
async function callersOf(deps: PruneVersionsDeps): Promise<Callers> {
  const found = new Map<string, string[]>();
  for (const { by, workflow, version } of await callsOfDrafts(deps)) {
    if (version !== undefined) found.set(called(workflow, version), [...(found.get(called(workflow, version)) ?? []), by]);
  }
  return found;
}

function called(workflow: string, version: number): string {
  return `${workflow}@${version}`;
}
