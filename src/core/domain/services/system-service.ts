import type { AreaService } from './area-service.ts';

type Answers = { readonly [V in keyof AreaService<'system'>]: Awaited<ReturnType<AreaService<'system'>[V]>> };
export type SystemInfo = Answers['info'];
export type SystemCheck = Answers['doctor']['checks'][number];

/** What only the outside can see: the process, the machine, the data directory. */
export interface SystemServiceDeps {
  readonly info: () => Promise<SystemInfo>;
  /** Each looks at one thing; they run beside each other. A check reports a fault and does not throw it. */
  readonly checks: readonly (() => Promise<SystemCheck>)[];
}

/** The program itself. */
export function createSystemService({ info, checks }: SystemServiceDeps): AreaService<'system'> {
  return {
    info: () => info(),
    async doctor() {
      const done = await Promise.all(checks.map((check) => check()));
      return { healthy: done.every(({ state }) => state !== 'failed'), checks: done };
    },
  };
}
