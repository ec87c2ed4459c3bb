import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import { toInstant } from '../../../src/core/domain/model/instant.ts';
import { intlTimeZones } from '../../../src/core/platform/intl-time-zones.ts';

function instant(text: string): string {
  const [date = '', time = '', zone = ''] = text.split(' ');
  return toInstant(intlTimeZones.instantOf({ date, time, zone }));
}

describe('a moment of a zone', () => {
  it.each([
    ['2026-01-15 12:00 Europe/Berlin', '2026-01-15T11:00:00.000Z'],
    ['2026-07-15 12:00:30 Europe/Berlin', '2026-07-15T10:00:30.000Z'],
    ['2026-07-15 12:00 UTC', '2026-07-15T12:00:00.000Z'],
    ['2026-07-15 00:00 Asia/Kolkata', '2026-07-14T18:30:00.000Z'],
    ['2026-07-15 23:59 America/New_York', '2026-07-16T03:59:00.000Z'],
    ['2026-01-01 00:00 Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
  ])('%s is %s', (moment, expected) => {
    expect(instant(moment)).toBe(expected);
  });

  it('that clocks jump over is as much later as they jump', () => {
    expect(instant('2026-03-29 01:59 Europe/Berlin')).toBe('2026-03-29T00:59:00.000Z');
    expect(instant('2026-03-29 02:30 Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(instant('2026-03-29 03:30 Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(instant('2026-03-08 02:30 America/New_York')).toBe('2026-03-08T07:30:00.000Z');
    expect(instant('2026-10-04 02:15 Australia/Lord_Howe')).toBe('2026-10-03T15:45:00.000Z');
  });

  it('that clocks show twice is the first of the two', () => {
    expect(instant('2026-10-25 02:30 Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(instant('2026-10-25 03:00 Europe/Berlin')).toBe('2026-10-25T02:00:00.000Z');
    expect(instant('2026-11-01 01:30 America/New_York')).toBe('2026-11-01T05:30:00.000Z');
  });

  it('of a day a zone left out is the day after', () => {
    expect(instant('2011-12-30 12:00 Pacific/Apia')).toBe('2011-12-30T22:00:00.000Z');
  });

  it('of a zone nobody knows is refused', () => {
    expect(() => instant('2026-01-15 12:00 Europe/Atlantis')).toThrow(AppError);
  });
});

it('the version of the rules is known', () => {
  expect(intlTimeZones.tzdata).toMatch(/^\d{4}[a-z]/u);
});
