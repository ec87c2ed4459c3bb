import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/core/domain/model/json.ts';
import { openedBytes, sealedBlob } from '../../../../src/core/domain/runtime/sealing/sealed-bytes.ts';
import { escaped, holdsSealed, masked, opened, sealing } from '../../../../src/core/domain/runtime/sealing/sealed-value.ts';
import { blobWrite } from '../../../../src/core/domain/catalogue/actions/blob-write.ts';
import { runSeal } from '../../../../src/core/vault/run-cipher.ts';

const seal = runSeal(new Uint8Array(32).fill(1));
const other = runSeal(new Uint8Array(32).fill(2));
const tricky = fc.constantFrom<Json>('$sealed:', '$sealed:AAAA', { $sealed: 'x' }, { a: [{ $sealed: { $sealed: 1 } }] }, '(sealed)', { sealed: true });
const json = fc.oneof({ weight: 3, arbitrary: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json) }, tricky);

describe('a sealed value', () => {
  it('comes back as it was, whatever it looks like', () => {
    fc.assert(fc.property(json, (value) => {
      const by = sealing(seal);
      expect(opened({ a: by.value(escaped(value, seal)), b: escaped(value, seal) }, seal)).toEqual({ a: value, b: value });
    }), { numRuns: 200 });
  });

  it('is equal for equal values of one run, and for none of another', () => {
    fc.assert(fc.property(json.filter((value) => value !== null), (value) => {
      expect(sealing(seal).value(escaped(value, seal))).toEqual(sealing(seal).value(escaped(value, seal)));
      expect(sealing(seal).value(escaped(value, seal))).not.toEqual(sealing(other).value(escaped(value, other)));
    }), { numRuns: 50 });
  });

  it('stays a text where a text was, under a mask too', () => {
    const by = sealing(seal);
    expect(by.value('x')).toMatch(/^\$sealed:/u);
    expect(by.value(5)).toEqual({ $sealed: expect.any(String) });
    expect(masked({ a: by.value('x'), b: by.value([1]), c: 'open' })).toEqual({ a: '(sealed)', b: { sealed: true }, c: 'open' });
    expect(holdsSealed({ c: ['open'] })).toBe(false);
  });

  it('does not open with another key, nor once it was changed', () => {
    const sealed = sealing(seal).text('x');
    const last = sealed.at(-5) === 'A' ? 'B' : 'A';
    expect(() => opened(sealed, other)).toThrow(/do not open/u);
    expect(() => opened(`${sealed.slice(0, -5)}${last}${sealed.slice(-4)}`, seal)).toThrow();
    expect(() => opened({ $sealed: 5 }, seal)).toThrow(/damaged/u);
  });
});

describe('sealed bytes', () => {
  it('come back as they were, and are sealed once', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const sealed = sealedBlob(blobWrite(bytes, 'text/plain'), seal);
      expect(sealed.sha256).not.toBe(blobWrite(bytes, 'text/plain').sha256);
      expect(openedBytes(sealed.bytes, seal)).toEqual(Buffer.from(bytes));
      expect(sealedBlob(sealed, seal)).toEqual(sealed);
    }), { numRuns: 50 });
    expect(openedBytes(new Uint8Array([1, 2]), seal)).toEqual(new Uint8Array([1, 2]));
  });
});
