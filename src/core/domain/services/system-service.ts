import type { AreaService } from './area-service.ts';

type Answers = { readonly [V in keyof AreaService<'system'>]: Awaited<ReturnType<AreaService<'system'>[V]>> };
export type SystemInfo = Answers['info'];
export type SystemCheck = Answers['doctor']['checks'][number];

/** What only the outside can see: the process, the machine, the data directory. */
export interface SystemServiceDeps {
  readonly info: () => Promise<SystemInfo>;
  /** Each looks at one thing; they run beside each other. A check reports a fault and does not throw it. */
  readonly checks: readonly (() => Promise<SystemCheck>)[];
  /** The same of the installation, one after another: some of them write. */
  readonly installChecks: readonly (() => Promise<SystemCheck>)[];
}

/** The program itself. */
export function createSystemService({ info, checks, installChecks }: SystemServiceDeps): AreaService<'system'> {
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
  };
}

function summed(checks: readonly SystemCheck[]): Answers['doctor'] {
  return { healthy: checks.every(({ state }) => state !== 'failed'), checks: [...checks] };
}
