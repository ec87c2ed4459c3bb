import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '../../src/core/domain/model/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/core/domain/model/json.ts';
import { casesOf, longestMs } from './support/how-many.ts';
import { mutatedJson } from './support/json-mutation.ts';
import { mutated } from './support/mutation.ts';
import { type Reader, readers } from './support/readers.ts';
import { watchProcess } from './support/watch-process.ts';

const watch = watchProcess();
afterAll(() => { watch.end(); });

describe('whatever the bytes, a reader answers or refuses in words of ours', () => {
  it('is asked a million times in all', () => {
    expect(readers.reduce((sum, { cases }) => sum + cases, 0)).toBe(1_000_000);
  });

  it.each(readers)('$name', async ({ cases, samples, read }) => {
    watch.check();
    await fc.assert(
      fc.asyncProperty(casesFor(samples), async (bytes) => {
        try {
          await read(bytes);
        } catch (error) {
          if (!(error instanceof AppError) || error.code === 'unexpected') throw error;
        }
        watch.check();
      }),
      { numRuns: casesOf(cases) },
    );
  }, longestMs);
});

/** What is written as JSON is changed in its values too, so that more of it is read to its end. */
function casesFor(samples: Reader['samples']): fc.Arbitrary<Uint8Array> {
  const objects = samples.map(objectIn).filter((one) => one !== undefined);
  if (objects.length < samples.length) return mutated(samples);
  return fc.oneof(mutated(samples), mutatedJson(objects).map((value) => Buffer.from(JSON.stringify(value))));
}

function objectIn(sample: string | Uint8Array): JsonObject | undefined {
  try {
    const value = JSON.parse(Buffer.from(sample).toString()) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
