import { expect, it } from 'vitest';
import { explore, isAsIfNothingHappened, seedsTo } from './explore.ts';

it('runs whose hosts crash do what they do undisturbed', { timeout: 3_600_000 }, async () => {
  const { commits } = await explore({ profile: 'crashes', store: 'memory' }, { seeds: seedsTo(135), check: isAsIfNothingHappened });

  expect(commits).toBeGreaterThan(0);
});
