import { describe, expect, it } from 'vitest';
import { definitionHash } from '../../../src/core/domain/model/definition-hash.ts';
import { errorFromWire } from '../../../src/core/domain/model/error-wire.ts';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import { Slug } from '../../../src/core/domain/model/ids.ts';
import { numberedSlug, slugFromName } from '../../../src/core/domain/model/slug.ts';

describe('slugs', () => {
  it.each([
    ['Weekly Report', 'weekly-report'],
    ['  Übersicht – Łódź 2026! ', 'ubersicht-odz-2026'],
    ['Отчёт', 'workflow'],
    ['---', 'workflow'],
    ['a'.repeat(63) + ' b', 'a'.repeat(63)],
  ])('%j gives %j', (name, slug) => {
    expect(slugFromName(name)).toBe(slug);
    expect(Slug.parse(numberedSlug(slug, 12))).toMatch(/-12$/u);
  });
});

describe('a failure on its way', () => {
  const wire = { code: 'not_found', message: 'There is no run "r".', next: 'Look.', data: { id: 'r' } } as const;

  it('is the same by itself, as the data of a client’s error, and as the error it was', () => {
    const error = new AppError('not_found', wire.message, { next: wire.next, data: wire.data });

    for (const thrown of [wire, Object.assign(new Error('x'), { code: 'NOT_FOUND', data: wire }), error]) expect(errorFromWire(thrown).toWire()).toEqual(wire);
  });

  it.each([new TypeError('fetch failed'), 'text', { code: 'made_up', message: 'x' }, { data: { code: 'not_found' } }])('that is none of ours is unexpected: %o', (thrown) => {
    expect(errorFromWire(thrown)).toMatchObject({ code: 'unexpected', cause: thrown });
  });
});

describe('the hash of a definition', () => {
  it('does not see layout and notes, and sees everything else', () => {
    const definition = { name: 'a', root: { id: 'root' } };

    expect(definitionHash({ ...definition, layout: { a: { x: 1, y: 1 } }, notes: 'n' })).toBe(definitionHash(definition));
    expect(definitionHash({ ...definition, name: 'b' })).not.toBe(definitionHash(definition));
  });
});
