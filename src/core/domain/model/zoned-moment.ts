import type { JsonObject } from './json.ts';

/** A moment as people name it: a day and a time of the clocks in a zone. Which instant that is depends on the zone's rules. */
export type ZonedMoment = {
  /** 2026-03-29 */
  readonly date: string;
  /** 02:30 or 02:30:00 */
  readonly time: string;
  /** Name of the IANA time zone database, such as Europe/Berlin. */
  readonly zone: string;
};

/** The moment an object spells; undefined for anything else, days that no calendar has included. */
export function zonedMoment({ date, time, zone }: JsonObject): ZonedMoment | undefined {
  if (typeof date !== 'string' || typeof time !== 'string' || typeof zone !== 'string') return undefined;
  const moment = { date, time, zone };
  return zone === '' || zone.length > 100 || localMs(moment) === undefined ? undefined : moment;
}

/** What the clocks show, as if they were at UTC, in epoch milliseconds. */
export function localMs({ date, time }: Pick<ZonedMoment, 'date' | 'time'>): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(date) || !/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/u.test(time)) return undefined;
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(date)) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return day.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
