import { AppError } from '../domain/model/errors.ts';
import { localMs, type ZonedMoment } from '../domain/model/zoned-moment.ts';
import type { TimeZones } from '../domain/ports/time-zones.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The rules that came with this Node. */
export const intlTimeZones: TimeZones = {
  tzdata: process.versions['tz'] ?? 'unknown',
  instantOf(moment) {
    const offsetAt = offsetsOf(moment.zone);
    const shown = localMs(moment);
    if (shown === undefined) throw new AppError('input_invalid', `"${moment.date} ${moment.time}" is no moment of a day.`, { next: 'Give a date such as 2026-03-29 and a time such as 08:00.' });
    // No zone changes its clocks twice within two days, so that these are all the offsets there can be.
    const before = offsetAt(shown - dayMs);
    const found = [before, offsetAt(shown + dayMs)].map((offset) => shown - offset).filter((instant) => instant + offsetAt(instant) === shown);
    return found.length === 0 ? shown - before : Math.min(...found);
  },
};

/** How far the clocks of the zone are ahead of UTC at an instant. */
function offsetsOf(zone: ZonedMoment['zone']): (instant: number) => number {
  const format = formatOf(zone);
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
    return shown - Math.floor(instant / 1000) * 1000;
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-iso8601', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
  } catch (cause) {
    throw new AppError('input_invalid', `"${timeZone}" is no time zone that is known here.`, { next: 'Name one of the IANA time zone database, such as Europe/Berlin.', data: { zone: timeZone }, cause });
  }
}
