import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { Json } from '../../../../src/core/domain/model/json.ts';
import type { BlobWrite } from '../../../../src/core/domain/ports/blob-store.ts';
import { restoreSpilled, spill } from '../../../../src/core/domain/runtime/executor/spill.ts';

const readFrom = (blobs: ReadonlyMap<string, BlobWrite>) => async (sha256: string) => {
  const blob = blobs.get(sha256);
  if (blob === undefined) throw new AppError('not_found', `no blob ${sha256}`);
  return blob.bytes;
};

it('keeps a small value in its place', () => {
  const blobs = new Map<string, BlobWrite>();

  expect(spill({ a: [1, 'short', null] }, blobs)).toEqual({ a: [1, 'short', null] });
  expect(blobs.size).toBe(0);
});

it('stores a large text once, however often it stands in a value', () => {
  const blobs = new Map<string, BlobWrite>();
  const text = 'long '.repeat(500);

  const spilled = spill({ first: text, second: { again: text } }, blobs);

  expect(blobs.size).toBe(1);
  expect(JSON.stringify(spilled).length).toBeLessThan(300);
});

it('gives back what it took, data that looks like a marker included', async () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.string({ minLength: 900, maxLength: 1500, unit: 'grapheme' }),
    fc.array(fc.record({ $spilled: fc.string({ minLength: 64, maxLength: 64, unit: fc.constantFrom(...'0123456789abcdef') }), bytes: fc.nat() }), { maxLength: 40 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(value, { maxLength: 6 }), async (values) => {
      const plain = JSON.parse(JSON.stringify(values)) as Json;
      const blobs = new Map<string, BlobWrite>();

      const stored = JSON.parse(JSON.stringify(spill(plain, blobs))) as Json;

      expect(await restoreSpilled(stored, readFrom(blobs))).toEqual(plain);
    }),
    { numRuns: 200 },
  );
});
