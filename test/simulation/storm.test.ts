import { expect, it } from 'vitest';
import { explore, seedsTo } from './explore.ts';

// Effects that fail before or after they took hold, lost and late replies, a full disk, crashes, a second owner, clocks
// that jump, people who pause, resume, repeat and answer, all by seed.

it('whatever goes wrong, the engine keeps its promises and every run comes to its end', { timeout: 3_600_000 }, async () => {
  const { commits } = await explore({ profile: 'storm', store: 'memory' }, { seeds: seedsTo(480) });

  expect(commits).toBeGreaterThan(0);
});
