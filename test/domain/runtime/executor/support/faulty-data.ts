import type { RunCommit } from '../../../../../src/core/domain/ports/run-commit.ts';
import type { WorkflowDataPort } from '../../../../../src/core/domain/ports/workflow-data-port.ts';

/** What goes wrong with the next commits: thrown before they are written, or after, when nobody can tell. */
export interface Faults {
  before?: ((commit: RunCommit) => Error | undefined) | undefined;
  after?: ((commit: RunCommit) => Error | undefined) | undefined;
  /** A slow disk: the commit is written once this resolves. */
  slow?: ((commit: RunCommit) => Promise<void>) | undefined;
  /** The process is as good as killed: nothing it asks is answered any more. */
  dead: boolean;
}

/** The real storage with the disk's troubles between. */
export function withFaults(data: WorkflowDataPort, faults: Faults): WorkflowDataPort {
  const never = new Promise<never>(() => undefined);
  return {
    ...data,
    runs: new Proxy(data.runs, {
      get: (runs, name, receiver) => {
        const method: unknown = Reflect.get(runs, name, receiver);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]): unknown => (faults.dead ? never : Reflect.apply(method, runs, args));
      },
    }),
    claim: (host) => data.claim(host),
    isForeign: () => data.isForeign(),
    adopt: () => data.adopt(),
    inspect: () => data.inspect(),
    close: () => data.close(),
    async commitRun(commit) {
      if (faults.dead) return never;
      const before = faults.before?.(commit);
      if (before !== undefined) throw before;
      await faults.slow?.(commit);
      const answer = await data.commitRun(commit);
      const after = faults.after?.(commit);
      if (after !== undefined) throw after;
      return answer;
    },
  };
}
