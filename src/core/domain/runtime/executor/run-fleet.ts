import type { RunId } from '../../model/ids.ts';
import type { RunDriver } from './run-driver.ts';

/**
 * The runs in memory. A run has one driver at a time: it is loaded when first used, kept while somebody uses it or it has
 * work under way, and dropped when it stands still, since its row holds everything.
 */
export interface RunFleet {
  readonly size: number;
  /** Whether the run is in memory: somebody uses it, or it goes on by itself. */
  has(runId: RunId): boolean;
  use<Result>(runId: RunId, work: (driver: RunDriver) => Promise<Result>): Promise<Result>;
  /** Takes a run that was read already, or has no row yet. */
  adopt<Result>(driver: RunDriver, work: (driver: RunDriver) => Promise<Result>): Promise<Result>;
  /** Drops the run if nobody uses it and `isStill` agrees. */
  tidy(runId: RunId): void;
  dropAll(): void;
  /** Resolves when nobody uses a run any more. */
  idle(): Promise<void>;
}

interface Berth {
  readonly driver: Promise<RunDriver>;
  loaded?: RunDriver;
  users: number;
}

export interface RunFleetDeps {
  load(runId: RunId): Promise<RunDriver>;
  isStill(driver: RunDriver): boolean;
  /** Hears of each run that stands still and was let go. */
  dropped(runId: RunId): void;
}

export function createRunFleet(deps: RunFleetDeps): RunFleet {
  const berths = new Map<RunId, Berth>();
  const uses = new Set<Promise<unknown>>();

  function berthOf(runId: RunId, make: () => Promise<RunDriver>): Berth {
    const known = berths.get(runId);
    if (known !== undefined) return known;
    const berth: Berth = { driver: make(), users: 0 };
    berths.set(runId, berth);
    return berth;
  }

  function within<Result>(runId: RunId, berth: Berth, work: (driver: RunDriver) => Promise<Result>): Promise<Result> {
    const use = using(runId, berth, work).finally(() => uses.delete(use));
    uses.add(use);
    return use;
  }

  async function using<Result>(runId: RunId, berth: Berth, work: (driver: RunDriver) => Promise<Result>): Promise<Result> {
    berth.users += 1;
    try {
      berth.loaded = await berth.driver;
      return await work(berth.loaded);
    } finally {
      berth.users -= 1;
      tidy(runId);
    }
  }

  function tidy(runId: RunId): void {
    const berth = berths.get(runId);
    if (berth === undefined || berth.users > 0) return;
    // A driver that never loaded is dropped, too: the next use tries again.
    if (berth.loaded !== undefined && !(berth.loaded.pending === 0 && deps.isStill(berth.loaded))) return;
    berths.delete(runId);
    deps.dropped(runId);
  }

  return {
    get size() {
      return berths.size;
    },
    has: (runId) => berths.has(runId),
    use: (runId, work) => within(runId, berthOf(runId, () => deps.load(runId)), work),
    adopt: (driver, work) => within(driver.runId, berthOf(driver.runId, () => Promise.resolve(driver)), work),
    tidy,
    dropAll: () => {
      berths.clear();
    },
    idle: async () => {
      while (uses.size > 0) await Promise.allSettled(uses);
    },
  };
}
