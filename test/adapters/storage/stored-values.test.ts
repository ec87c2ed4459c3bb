import { describe, expect, it } from 'vitest';
import { readJson, readJsonObject } from '../../../src/core/storage/local-sqlite/stored-values.ts';

describe('a column of JSON', () => {
  it('answers what was written, in its order', () => {
    expect(Object.keys(readJsonObject('{"b":1,"a":2}'))).toEqual(['b', 'a']);
  });

  it.each(['', '{"a":', 'not json'])('that holds %j is a matter of integrity with a next step', (text) => {
    expect(() => readJson(text)).toThrow(expect.objectContaining({ code: 'integrity', next: 'Restore it from a backup.' }));
  });
});
