import { celFunc, celMethod } from '@bufbuild/cel';
import type { CelFunc } from '@bufbuild/cel';
import type { CelDuration, CelTimestamp } from '../cel-time.ts';
import { durationOf, nanosecondsOf, parseDuration, parseTimestamp, timestampOf } from '../cel-time.ts';
import { DOUBLE, DURATION, STRING, TIMESTAMP } from './value-types.ts';

/**
 * Times. Everything is UTC: the library's own getters go through local time, where an hour that daylight saving skips
 * becomes another one, and zone names depend on the machine's tables.
 */
export const timeFunctions: readonly CelFunc[] = [
  celFunc('timestamp', [STRING], TIMESTAMP, parseTimestamp),
  celFunc('timestamp', [TIMESTAMP], TIMESTAMP, (value) => value),
  celFunc('timestamp', [DOUBLE], TIMESTAMP, (seconds) => timestampOf(wholeMilliseconds(seconds))),
  celFunc('duration', [STRING], DURATION, parseDuration),
  celFunc('duration', [DURATION], DURATION, (value) => value),
  celFunc('duration', [DOUBLE], DURATION, (seconds) => durationOf(wholeMilliseconds(seconds))),
  ...getters('getFullYear', (date) => date.getUTCFullYear()),
  ...getters('getMonth', (date) => date.getUTCMonth()),
  ...getters('getDate', (date) => date.getUTCDate()),
  ...getters('getDayOfMonth', (date) => date.getUTCDate() - 1),
  ...getters('getDayOfWeek', (date) => date.getUTCDay()),
  ...getters('getDayOfYear', dayOfYear),
  ...getters('getHours', (date) => date.getUTCHours()),
  ...getters('getMinutes', (date) => date.getUTCMinutes()),
  ...getters('getSeconds', (date) => date.getUTCSeconds()),
  ...getters('getMilliseconds', (date) => date.getUTCMilliseconds()),
  celMethod('getHours', DURATION, [], DOUBLE, function getHours() { return whole(this, 3600_000_000_000n); }),
  celMethod('getMinutes', DURATION, [], DOUBLE, function getMinutes() { return whole(this, 60_000_000_000n); }),
  celMethod('getSeconds', DURATION, [], DOUBLE, function getSeconds() { return whole(this, 1_000_000_000n); }),
  celMethod('getMilliseconds', DURATION, [], DOUBLE, function getMilliseconds() { return Math.trunc(this.message.nanos / 1e6); }),
];

function getters(name: string, get: (date: Date) => number): readonly CelFunc[] {
  return [
    celMethod(name, TIMESTAMP, [], DOUBLE, function inUtc() { return get(dateOf(this)); }),
    celMethod(name, TIMESTAMP, [STRING], DOUBLE, function inZone(zone) {
      if (zone !== 'UTC') throw new Error(`${name}() knows no zone but "UTC"; add a duration to the time instead`);
      return get(dateOf(this));
    }),
  ];
}

/** Seconds as nanoseconds, to the millisecond: what a double holds exactly for any date. */
function wholeMilliseconds(seconds: number): bigint {
  return BigInt(Math.round(seconds * 1000)) * 1_000_000n;
}

function dateOf(value: CelTimestamp): Date {
  const milliseconds = Math.floor(value.message.nanos / 1e6);
  return new Date(Number(value.message.seconds) * 1000 + milliseconds);
}

function dayOfYear(date: Date): number {
  const first = new Date(date);
  first.setUTCMonth(0, 1);
  return Math.round((date.getTime() - first.getTime()) / 86_400_000);
}

function whole(value: CelDuration, unit: bigint): number {
  return Number(nanosecondsOf(value) / unit);
}
