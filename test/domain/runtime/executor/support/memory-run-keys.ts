import type { RunId } from '../../../../../src/core/domain/model/ids.ts';
import type { Random } from '../../../../../src/core/domain/ports/random.ts';
import type { RunKeys } from '../../../../../src/core/domain/ports/run-keys.ts';
import { runSeal } from '../../../../../src/core/vault/run-cipher.ts';

/** Keys of runs that last as long as the process: for data that is kept in memory. */
export function createMemoryRunKeys(random: Random): RunKeys {
  const keys = new Map<RunId, Uint8Array>();
  const sealOf = (run: RunId, key: Uint8Array): ReturnType<typeof runSeal> => {
    keys.set(run, key);
    return runSeal(key);
  };
  return {
    create: (run) => Promise.resolve(sealOf(run, keys.get(run) ?? random.bytes(32))),
    unwrap: (run) => Promise.resolve(keys.has(run) ? sealOf(run, keys.get(run) ?? random.bytes(32)) : undefined),
    remove: (run) => Promise.resolve(void keys.delete(run)),
    list: () => Promise.resolve([...keys.keys()]),
    handOut: (run) => Promise.resolve(keys.has(run) ? Buffer.from(keys.get(run) ?? []).toString('base64') : undefined),
    takeIn: (run, handed) => Promise.resolve(sealOf(run, Buffer.from(handed, 'base64'))),
  };
}
