import { describe, expect, it } from 'vitest';
import { levelIn, reaches, scopePattern } from '../../../src/core/domain/model/access-scope.ts';
import { hashOfToken, isToken, writeToken } from '../../../src/core/domain/model/access-token.ts';

describe('what the scopes of a token give', () => {
  it.each([
    [['read'], 'runs', 'read'],
    [['runs:operate'], 'runs', 'operate'],
    [['runs:operate'], 'workflows', undefined],
    [['read', 'runs:admin'], 'runs', 'admin'],
    [['author', 'runs:read'], 'runs', 'author'],
    [[], 'runs', undefined],
    [['runs:everything', 'runs:operate:admin', ':admin', 'runs:', 'ADMIN', '*:admin'], 'runs', undefined],
    [['run:admin'], 'runs', undefined],
  ])('%j give in "%s" the level %s', (scopes, area, level) => {
    expect(levelIn(scopes, area)).toBe(level);
  });

  it('reach what needs no more', () => {
    expect([reaches('author', 'operate'), reaches('operate', 'operate'), reaches('read', 'operate'), reaches(undefined, 'read')]).toEqual([true, true, false, false]);
  });

  it('are written in one way', () => {
    expect(['read', 'runs:operate'].every((scope) => scopePattern.test(scope))).toBe(true);
    expect(['', 'runs', 'runs:', ':read', 'runs:read ', 'Runs:read', 'runs:read:admin', 'runs.start:read', 'read\n'].filter((scope) => scopePattern.test(scope))).toEqual([]);
  });
});

describe('a token', () => {
  const token = writeToken(Uint8Array.from({ length: 32 }, (_, index) => index));

  it('says what it is, and holds its bits and a check of them', () => {
    expect(token).toMatch(/^aiwm_pat_000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f[0-9a-f]{8}$/u);
    expect(isToken(token)).toBe(true);
    expect(hashOfToken(token)).toMatch(/^[0-9a-f]{64}$/u);
  });

  it('is told from one that was cut, mistyped or lengthened', () => {
    const mistyped = Array.from({ length: token.length }, (_, at) => `${token.slice(0, at)}${token[at] === '0' ? '1' : '0'}${token.slice(at + 1)}`);

    expect([...mistyped, token.slice(0, -1), `${token}0`, token.toUpperCase(), ` ${token}`, `${token}\n`, ''].filter(isToken)).toEqual([]);
  });

  it('needs 256 bits', () => {
    expect(() => writeToken(new Uint8Array(16))).toThrow('256');
  });
});
