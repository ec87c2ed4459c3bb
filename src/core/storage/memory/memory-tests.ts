import type { TestRepository } from '../../domain/ports/test-repository.ts';
import { testNameTaken } from '../test-name-taken.ts';
import type { MemoryState } from './memory-state.ts';

export function createMemoryTests(state: MemoryState): TestRepository {
  return {
    async get(id) {
      return structuredClone(state.tests.get(id));
    },
    async list({ workflowId }) {
      const own = [...state.tests.values()].filter((test) => workflowId === undefined || test.workflowId === workflowId);
      return structuredClone(own.toSorted((left, right) => compareText(left.name, right.name) || compareText(left.id, right.id)));
    },
    async add(row, { replaces }) {
      const known = [...state.tests.values()].find((test) => test.workflowId === row.workflowId && test.name === row.name);
      if (known !== undefined && !replaces) throw testNameTaken(row);
      if (known !== undefined) state.tests.delete(known.id);
      state.tests.set(row.id, structuredClone(row));
    },
    async remove(id) {
      return state.tests.delete(id);
    },
  };
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
