import { expect, it } from 'vitest';
import { generationsIn } from '../../../src/core/app/noted-generations.ts';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import type { Json } from '../../../src/core/domain/model/json.ts';
import type { SettingsRepository } from '../../../src/core/domain/ports/settings-repository.ts';

/** One row, as a database keeps it; `between` happens between a read and the write after it. */
function oneRow(between: (row: SettingsRepository) => Promise<void> = () => Promise.resolve()): SettingsRepository {
  let kept: { readonly value: Json; readonly revision: number } | undefined;
  let isDone = false;
  const row: SettingsRepository = {
    read: () => Promise.resolve(kept),
    all: () => Promise.resolve([]),
    async write(_section, value, expected) {
      if (!isDone) {
        isDone = true;
        await between(row);
      }
      if ((kept?.revision ?? 0) !== expected) throw new AppError('version_conflict', 'It was written meanwhile.');
      kept = { value, revision: expected + 1 };
      return kept.revision;
    },
  };
  return row;
}

const id = 'a';

it('a generation that was noted down is not set back by whoever saw an earlier one', async () => {
  const generations = generationsIn(oneRow(), false);
  await generations.keep({ id, generation: 7 });
  await generations.keep({ id, generation: 6 });
  expect(await generations.last()).toEqual({ id, generation: 7 });
  await generations.keep({ id: 'b', generation: 1 });
  expect(await generations.last()).toEqual({ id: 'b', generation: 1 });
});

it('an older generation is noted down where somebody accepted it', async () => {
  const generations = generationsIn(oneRow(), false);
  await generations.keep({ id, generation: 7 });
  await generations.keep({ id, generation: 6 }, { evenIfOlder: true });
  expect(await generations.last()).toEqual({ id, generation: 6 });
});

it('of two that note down at once the later generation stays', async () => {
  const generations = generationsIn(oneRow(async (row) => { await generationsIn(row, false).keep({ id, generation: 8 }); }), false);
  await generations.keep({ id, generation: 7 });
  expect(await generations.last()).toEqual({ id, generation: 8 });
});

it('a reader notes nothing down', async () => {
  const generations = generationsIn(oneRow(), true);
  await generations.keep({ id, generation: 7 });
  expect(await generations.last()).toBeUndefined();
});
