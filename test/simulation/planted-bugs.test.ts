import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { plantedBugs } from './planted-bugs.ts';

const seeds = Array.from({ length: 1000 }, (_, at) => at + 1);

beforeEach(() => { vi.resetModules(); });
afterEach(() => { vi.resetModules(); });

// A simulation that finds nothing is worth something only if it would have found these.

it.each(plantedBugs)('finds within 1,000 seeds that $name', { timeout: 600_000 }, async ({ name, profile, plant, tamper }) => {
  plant?.();
  const { firstBroken } = await import('./explore.ts');

  const found = await firstBroken({ profile, store: 'memory', tamper }, { seeds });

  for (const module of ['decide', 'executor/effect-contact', 'executor/standstill', 'executor/recover-run', 'executor/recover-runs', 'executor/effect-worker']) vi.doUnmock(`../../src/core/domain/runtime/${module}.ts`);
  expect(found).toBeDefined();
  console.info(`${name}: seed ${found?.seed ?? 0}, ${found?.broken ?? ''}`);
});
