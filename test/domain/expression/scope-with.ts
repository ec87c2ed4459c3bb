import type { Scope } from '../../../src/core/domain/expression/scope.ts';

/** A scope with what a test cares about; everything else is empty. */
export function scopeWith(part: Partial<Scope>): Scope {
  return { inputs: {}, vars: {}, nodes: {}, loops: {}, run: { id: 'run-1' }, now: '2026-02-01T00:00:00.000Z', ...part };
}
