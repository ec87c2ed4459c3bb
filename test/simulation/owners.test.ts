import { expect, it } from 'vitest';
import { explore, seedsTo } from './explore.ts';

it('hosts that take the data from each other harm no run', { timeout: 3_600_000 }, async () => {
  const { commits } = await explore({ profile: 'owners', store: 'memory' }, { seeds: seedsTo(280) });

  expect(commits).toBeGreaterThan(0);
});
