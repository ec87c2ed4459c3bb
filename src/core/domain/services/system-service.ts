import type { AreaService } from './area-service.ts';
import { changedAreas } from './changed-areas.ts';
import type { ChangesOnDeps } from './changes-on.ts';

type Answer<V extends keyof AreaService<'system'>> = Awaited<ReturnType<AreaService<'system'>[V]>>;
export type SystemInfo = Answer<'info'>;
export type SystemCheck = Answer<'doctor'>['checks'][number];

/** What only the outside can see: the process, the machine, the data directory. */
export interface SystemServiceDeps {
  readonly info: () => Promise<SystemInfo>;
  /** Each looks at one thing; they run beside each other. A check reports a fault and does not throw it. */
  readonly checks: readonly (() => Promise<SystemCheck>)[];
  /** The same of the installation, one after another: some of them write. */
  readonly installChecks: readonly (() => Promise<SystemCheck>)[];
  /** What tells of changes. */
  readonly changes: ChangesOnDeps;
}

/** The program itself. */
export function createSystemService({ info, checks, installChecks, changes }: SystemServiceDeps): AreaService<'system'> {
  return {
    info: () => info(),
    async doctor() {
      return summed(await Promise.all(checks.map((check) => check())));
    },
    async validate() {
      const done: SystemCheck[] = [];
      for (const check of installChecks) done.push(await check());
      return summed(done);
    },
    watch: (_, { signal }) => changedAreas(changes, signal),
  };
}

function summed(checks: readonly SystemCheck[]): Answer<'doctor'> {
  return { healthy: checks.every(({ state }) => state !== 'failed'), checks: [...checks] };
}
