import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sha256Base32, sha256Hex, Sha256Stream } from '../../../src/core/domain/model/sha256.ts';

const ofNode = (input: string | Uint8Array): string => createHash('sha256').update(input).digest('hex');

describe('sha256', () => {
  test('gives the published digests', () => {
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256Base32('abc')).toBe('xj4bnp4pahh6uqkbidpf3lrceoyagyndsylxvhfucd7wd4qacwwq');
  });

  test("equals Node's digest for every length over three blocks", () => {
    for (let length = 0; length <= 200; length += 1) {
      const bytes = randomBytes(length);

      expect(sha256Hex(bytes), bytes.toString('hex')).toBe(ofNode(bytes));
    }
  });

  test('hashes bytes that come in pieces as the whole', () => {
    const whole = randomBytes(1000);
    for (const size of [1, 7, 63, 64, 65, 500, 1000]) {
      const hash = new Sha256Stream();
      for (let from = 0; from < whole.length; from += size) hash.update(whole.subarray(from, from + size));

      expect(hash.hex(), String(size)).toBe(ofNode(whole));
    }
  });

  test('hashes a text as its UTF-8 bytes', () => {
    const text = 'Grüße, κόσμε, мир 😀'.repeat(50);

    expect(sha256Hex(text)).toBe(ofNode(text));
  });

  test('hashes a view into the middle of a buffer by its own bytes', () => {
    const whole = randomBytes(1000);

    expect(sha256Hex(whole.subarray(13, 613))).toBe(ofNode(whole.subarray(13, 613)));
  });

  test('hashes a mebibyte', () => {
    const bytes = randomBytes(1024 * 1024);

    expect(sha256Hex(bytes)).toBe(ofNode(bytes));
  });
});
