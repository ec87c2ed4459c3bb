import type { RunCommit } from '../../../../../src/core/domain/ports/run-commit.ts';
import type { WorkflowDataPort } from '../../../../../src/core/domain/ports/workflow-data-port.ts';
import { overlay } from './overlay.ts';

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
  const mortal = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get: (real, name) => {
        const method: unknown = Reflect.get(real, name, real);
        return typeof method === 'function' ? (...args: unknown[]): unknown => (faults.dead ? never : Reflect.apply(method, real, args)) : method;
      },
    });
  return overlay(data, {
    runs: mortal(data.runs),
    usage: mortal(data.usage),
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
  });
}
