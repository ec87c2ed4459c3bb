import type { TokenRepository } from '../../domain/ports/token-repository.ts';
import { tokenNameTaken } from '../token-name-taken.ts';
import type { MemoryState } from './memory-state.ts';

export function createMemoryTokens({ tokens }: Pick<MemoryState, 'tokens'>): TokenRepository {
  return {
    async list() {
      return structuredClone([...tokens.values()].toSorted((left, right) => right.createdAt - left.createdAt || (left.name < right.name ? -1 : 1)));
    },
    async get(name) {
      return structuredClone(tokens.get(name));
    },
    async byHash(hash) {
      return structuredClone([...tokens.values()].find((token) => token.hash === hash));
    },
    async add(row) {
      if (tokens.has(row.name)) throw tokenNameTaken(row.name);
      tokens.set(row.name, structuredClone(row));
    },
    async revoke(name, { at, by }) {
      const found = tokens.get(name);
      if (found === undefined || found.revokedAt !== undefined) return false;
      tokens.set(name, { ...found, revokedAt: at, revokedBy: by });
      return true;
    },
    async used(name, at) {
      const found = tokens.get(name);
      if (found !== undefined) tokens.set(name, { ...found, lastUsedAt: at });
    },
  };
}
