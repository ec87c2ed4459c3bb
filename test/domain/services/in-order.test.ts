import fc from 'fast-check';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../src/core/domain/services/in-order.ts';

async function* each<T>(items: readonly T[]): AsyncGenerator<T, void, void> {
  for (const item of items) yield await Promise.resolve(item);
}

async function collected<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('several jobs at a time', () => {
  it('answer as if they had been done one after another, whichever is quicker', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ turns: fc.nat(4), answers: fc.nat(3) }), { maxLength: 9 }), fc.integer({ min: 1, max: 4 }), async (jobs, ahead) => {
        let open = 0;
        let most = 0;
        const run = async function* ({ turns, answers }: (typeof jobs)[number]): AsyncGenerator<number, void, void> {
          open += 1;
          most = Math.max(most, open);
          for (let turn = 0; turn < turns; turn += 1) await setImmediate();
          for (let answer = 0; answer < answers; answer += 1) yield answer;
          open -= 1;
        };

        const found = await collected(inOrder(each(jobs), { ahead, run }));

        expect(found).toEqual(jobs.flatMap((job) => Array.from({ length: job.answers }, (_, answer) => ({ job, answer }))));
        expect(most).toBeLessThanOrEqual(Math.max(2, ahead));
      }),
      { numRuns: 60 },
    );
  });

  it('says of a job whether it is the only one', async () => {
    const told: boolean[] = [];
    const run = (_job: string, isOnly: boolean): AsyncIterable<string> => {
      told.push(isOnly);
      return each(['answer']);
    };
    await collected(inOrder(each(['alone']), { ahead: 3, run }));
    await collected(inOrder(each(['one', 'two', 'three']), { ahead: 3, run }));
    expect(told).toEqual([true, false, false, false]);
  });

  it('throw what one of them threw, when its turn comes', async () => {
    const run = async function* (job: string): AsyncGenerator<string, void, void> {
      await setImmediate();
      if (job === 'bad') throw new Error('it broke');
      yield job;
    };
    const seen: string[] = [];
    await expect(async () => {
      for await (const { answer } of inOrder(each(['good', 'bad', 'late']), { ahead: 3, run })) seen.push(answer);
    }).rejects.toThrow('it broke');
    expect(seen).toEqual(['good']);
  });
});
