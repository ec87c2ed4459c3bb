import { expect, it } from 'vitest';
import { explore, seedsTo } from './explore.ts';

it('whatever goes wrong, the engine keeps its promises over a real database, too', { timeout: 3_600_000 }, async () => {
  const { commits } = await explore({ profile: 'storm', store: 'sqlite' }, { seeds: seedsTo(90) });

  expect(commits).toBeGreaterThan(0);
});
