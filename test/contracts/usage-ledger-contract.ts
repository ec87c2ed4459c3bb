import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Amounts } from '../../src/core/domain/model/budget.ts';
import type { RunId } from '../../src/core/domain/model/ids.ts';
import type { UsageRow } from '../../src/core/domain/ports/run-commit.ts';
import type { Cap, ReserveAnswer, UsageFilter } from '../../src/core/domain/ports/usage-ledger.ts';
import type { CurrentPort } from './current-port.ts';
import { continuation, newRunId, start, startedRun, usageRow } from './run-commit-fixture.ts';

const day = 86_400_000;
const nothing = { micros: 0, tokens: 0, calls: 0 };

/** What model calls used, and what is held for those under way. */
export function describeUsageLedger(current: CurrentPort): void {
  const settle = (row: UsageRow): Promise<void> => current().usage.settle('', row);
  const cap = (most: Amounts, counts: UsageFilter = {}, id = 'cap'): Cap => ({ id, most, counts });
  const reserve = async (epoch: number, caps: readonly Cap[], { id = randomUUID(), ...row }: Partial<UsageRow> & { readonly id?: string } = {}): Promise<ReserveAnswer> => {
    const { how: _, ...worst } = usageRow(row.runId ?? newRunId(), row);
    return await current().usage.reserve({ id, epoch, worst }, caps);
  };
  const claimed = async (): Promise<number> => (await current().claim({ id: 'host', at: start })).epoch;

  describe('usage', () => {
    it('is summed up by whatever is asked, the dearest first; what a fork inherited counts apart', async () => {
      const runId = newRunId();
      await settle(usageRow(runId, { model: 'small', micros: 5, pricedAsOf: '2026-11-01', credential: 'prod' }));
      await settle(usageRow(runId, { model: 'large', micros: 90, at: start + day, how: 'assumed' }));
      await settle(usageRow(newRunId(), { model: 'small', node: 'other', connector: 'local' }));
      await settle(usageRow(runId, { model: 'small', how: 'inherited', micros: 0 }));

      const rest = { cachedInputTokens: 2, inheritedCalls: 0, unpricedCalls: 0, assumedCalls: 0 };
      expect(await current().usage.sums('model', {})).toEqual([
        { ...rest, group: 'large', calls: 1, inputTokens: 10, outputTokens: 3, micros: 90, assumedCalls: 1 },
        { ...rest, group: 'small', calls: 2, inputTokens: 20, cachedInputTokens: 4, outputTokens: 6, micros: 5, unpricedCalls: 1, inheritedCalls: 1 },
      ]);
      const groups = async (by: Parameters<ReturnType<CurrentPort>['usage']['sums']>[0], filter: UsageFilter = {}): Promise<readonly string[]> => (await current().usage.sums(by, filter)).map(({ group }) => group);
      expect(await groups('day')).toEqual(['2026-01-01', '2026-01-02']);
      expect(await groups('key')).toEqual(['mock', 'mock/prod', 'local']);
      expect(await groups('node', { runId })).toEqual(['ask']);
      expect(await groups('model', { from: start + 1 })).toEqual(['large']);
      expect(await groups('model', { to: start + 1, credential: 'prod' })).toEqual(['small']);
      expect(await groups('run')).toHaveLength(2);
    });

    it('outlives its run, and comes back with one that was away', async () => {
      const { epoch, runId } = await startedRun(current());
      await current().commitRun(continuation(runId, 3, { epoch, usage: [usageRow(runId, { micros: 7 })] }));

      await current().purgeRun({ runId, epoch });
      expect(await current().usage.sums('run', {})).toMatchObject([{ group: runId, micros: 7 }]);

      await startedRun(current(), { runId, usage: [usageRow(runId, { micros: 7 }), usageRow(runId, { attempt: 2, micros: 1 })] });
      expect(await current().usage.sums('run', {})).toMatchObject([{ group: runId, micros: 8, calls: 2 }]);
    });

    it('that was assumed gives way to what is known later, and never the other way round', async () => {
      const runId = newRunId();
      await settle(usageRow(runId, { how: 'assumed', micros: 100, claim: 'c1' }));
      await settle(usageRow(runId, { micros: 4, claim: 'c1' }));
      await settle(usageRow(runId, { how: 'assumed', micros: 100, claim: 'c1' }));

      expect(await current().runs.usage(runId)).toEqual([usageRow(runId, { micros: 4, claim: 'c1' })]);
    });
  });

  describe('reservations', () => {
    it('count against a cap until the outcome settles them with its commit', async () => {
      const { epoch, runId } = await startedRun(current());
      const caps = [cap({ micros: 100 }, { runId })];
      expect(await reserve(epoch, caps, { runId, id: 'c1', micros: 60 })).toEqual({ kind: 'reserved' });
      expect(await reserve(epoch, caps, { runId, micros: 60 })).toEqual({ kind: 'refused', cap: 'cap', measure: 'micros', most: 100, used: 0, reserved: 60, asked: 60 });

      await current().commitRun(continuation(runId, 3, { epoch, usage: [usageRow(runId, { micros: 10, claim: 'c1' })], settled: ['c1'] }));

      expect(await current().usage.standing({ runId })).toEqual({ used: { micros: 10, tokens: 13, calls: 1 }, reserved: nothing });
      expect(await reserve(epoch, caps, { runId, micros: 90 })).toEqual({ kind: 'reserved' });
      expect(await reserve(epoch, caps, { micros: 1000 })).toMatchObject({ kind: 'refused' });
    });

    it('made twice are one', async () => {
      const epoch = await claimed();
      const caps = [cap({ calls: 1 })];

      expect([await reserve(epoch, caps, { id: 'c1' }), await reserve(epoch, caps, { id: 'c1' })]).toEqual([{ kind: 'reserved' }, { kind: 'reserved' }]);
      expect((await current().usage.standing({})).reserved.calls).toBe(1);
    });

    it.each([
      ['a step', { step: 'ask#1/ask' }, { effect: 'ask#1/ask.2' }, { effect: 'ask#1/asked.1' }],
      ['a connector', { connector: 'mock' }, { connector: 'mock' }, { connector: 'local' }],
      ['a key', { credential: 'prod' }, { credential: 'prod' }, {}],
      ['calls without a key', { credential: '' }, {}, { credential: 'prod' }],
      ['a node', { node: 'ask' }, { node: 'ask' }, { node: 'other' }],
      ['a model', { model: 'mock-1' }, { model: 'mock-1' }, { model: 'large' }],
    ] as const)('count for %s what is meant and nothing else', async (...[, counts, meant, other]) => {
      const epoch = await claimed();
      await settle(usageRow(newRunId(), meant));
      await settle(usageRow(newRunId(), other));
      await reserve(epoch, [], meant);
      await reserve(epoch, [], other);

      expect(await current().usage.standing(counts)).toMatchObject({ used: { calls: 1 }, reserved: { calls: 1 } });
    });

    it('count in every span of time, since nobody knows when they end; usage counts where it came', async () => {
      const epoch = await claimed();
      await reserve(epoch, [], { at: start });
      await settle(usageRow(newRunId(), { at: start }));

      expect(await current().usage.standing({ from: start + day })).toMatchObject({ used: { calls: 0 }, reserved: { calls: 1 } });
    });

    it('of many at once never exceed a cap together', async () => {
      const epoch = await claimed();
      const answers = await Promise.all(Array.from({ length: 50 }, () => reserve(epoch, [cap({ micros: 70 })], { micros: 10 })));

      expect(answers.filter(({ kind }) => kind === 'reserved')).toHaveLength(7);
    });

    it('of a host before are settled at the worst case, once; a host before may reserve nothing', async () => {
      const before = await claimed();
      const runId: RunId = newRunId();
      await reserve(before, [], { runId, id: 'c1', micros: 30 });
      const epoch = await claimed();
      await reserve(epoch, [], { runId, id: 'c2', micros: 5 });

      expect(await current().usage.settleBefore(epoch, start + 9)).toBe(1);
      expect(await current().usage.settleBefore(epoch, start + 9)).toBe(0);
      expect(await current().runs.usage(runId)).toEqual([usageRow(runId, { micros: 30, at: start + 9, how: 'assumed', claim: 'c1' })]);
      expect((await current().usage.standing({})).reserved).toMatchObject({ micros: 5 });
      expect(await reserve(before, [])).toEqual({ kind: 'fenced', epoch });
    });

    it('are given back without usage where nothing was used', async () => {
      const epoch = await claimed();
      await reserve(epoch, [], { id: 'c1' });
      await current().usage.settle('c1');

      expect(await current().usage.standing({})).toEqual({ used: nothing, reserved: nothing });
    });
  });
}
