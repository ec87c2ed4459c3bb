import type { CommandKeyRepository } from '../../domain/ports/command-key-repository.ts';
import type { MemoryState } from './memory-state.ts';

export function createMemoryCommandKeys({ commandKeys }: Pick<MemoryState, 'commandKeys'>): CommandKeyRepository {
  return {
    async begin(row, forgetBefore) {
      for (const { id, begunAt } of commandKeys.values()) if (begunAt < forgetBefore) commandKeys.delete(id);
      const earlier = commandKeys.get(row.id);
      if (earlier === undefined) commandKeys.set(row.id, row);
      return earlier;
    },
    async done(id, at) {
      const row = commandKeys.get(id);
      if (row !== undefined) commandKeys.set(id, { ...row, doneAt: at });
    },
    async free(id) {
      commandKeys.delete(id);
    },
  };
}
