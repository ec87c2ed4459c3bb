import { create } from '@bufbuild/protobuf';
import { isReflectMessage, reflect } from '@bufbuild/protobuf/reflect';
import type { ReflectMessage } from '@bufbuild/protobuf/reflect';
import { DurationSchema, TimestampSchema } from '@bufbuild/protobuf/wkt';
import type { Duration, Timestamp } from '@bufbuild/protobuf/wkt';

/** A point in time, always UTC, to the nanosecond. */
export type CelTimestamp = ReflectMessage & { message: Timestamp };

/** A length of time with sign. */
export type CelDuration = ReflectMessage & { message: Duration };

export function isTimestamp(value: unknown): value is CelTimestamp {
  return isReflectMessage(value, TimestampSchema);
}

export function isDuration(value: unknown): value is CelDuration {
  return isReflectMessage(value, DurationSchema);
}

const nanosPerSecond = 1_000_000_000n;
const timestampShape =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:([Zz])|([+-])(\d{2}):(\d{2})))?$/u;

/**
 * The timestamp an RFC 3339 text stands for; a date alone is its midnight in UTC. Throws when the text is neither, or
 * names a day or hour that does not exist: JavaScript's own parser takes 30 February for 1 March.
 */
export function parseTimestamp(text: string): CelTimestamp {
  const parts = timestampShape.exec(text);
  if (parts === null) throw new Error('the text is not a date or an RFC 3339 time such as 2026-03-01T12:00:00Z');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const exists = year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  const offsetMinutes = Number(parts[10] ?? 0) * 60 + Number(parts[11] ?? 0);
  if (!exists || Number(parts[10] ?? 0) > 23 || Number(parts[11] ?? 0) > 59) throw new Error('the text names a day or time that does not exist');

  const seconds = date.getTime() / 1000 - (parts[9] === '-' ? -1 : 1) * offsetMinutes * 60;
  return timestampOf(BigInt(seconds) * nanosPerSecond + BigInt((parts[7] ?? '').padEnd(9, '0')));
}

/** From nanoseconds since 1970; throws outside of the years 1 to 9999. */
export function timestampOf(nanoseconds: bigint): CelTimestamp {
  const nanos = ((nanoseconds % nanosPerSecond) + nanosPerSecond) % nanosPerSecond;
  const seconds = (nanoseconds - nanos) / nanosPerSecond;
  if (seconds < -62_135_596_800n || seconds > 253_402_300_799n) throw new Error('the time is outside of the years 1 to 9999');
  return narrowed(reflect(TimestampSchema, create(TimestampSchema, { seconds, nanos: Number(nanos) })), isTimestamp);
}

/** From nanoseconds; throws beyond the 292 years that 64 bits hold. */
export function durationOf(nanoseconds: bigint): CelDuration {
  if (BigInt.asIntN(64, nanoseconds) !== nanoseconds) throw new Error('the duration is longer than 292 years');
  const message = create(DurationSchema, { seconds: nanoseconds / nanosPerSecond, nanos: Number(nanoseconds % nanosPerSecond) });
  return narrowed(reflect(DurationSchema, message), isDuration);
}

/** `reflect` forgets which message it wraps. */
function narrowed<Value extends ReflectMessage>(value: ReflectMessage, guard: (value: unknown) => value is Value): Value {
  if (guard(value)) return value;
  throw new Error('a time is not what it was made from');
}

export function nanosecondsOf(value: CelTimestamp | CelDuration): bigint {
  return value.message.seconds * nanosPerSecond + BigInt(value.message.nanos);
}

const unitNanos: { readonly [unit: string]: bigint } = {
  ns: 1n,
  us: 1000n,
  ms: 1_000_000n,
  s: nanosPerSecond,
  m: 60n * nanosPerSecond,
  h: 3600n * nanosPerSecond,
};

/** The duration a text such as `1h30m`, `-1.5s` or `250ms` stands for. */
export function parseDuration(text: string): CelDuration {
  if (text.length > 64 || !/^[+-]?(?:\d+(?:\.\d{1,9})?(?:ns|us|ms|s|m|h))+$/u.test(text)) {
    throw new Error('the text is not a duration such as 1h30m, 90s or 250ms');
  }
  let sum = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of text.matchAll(/(\d+)(?:\.(\d+))?(ns|us|ms|s|m|h)/gu)) {
    const size = unitNanos[unit] ?? 0n;
    sum += BigInt(whole) * size + (BigInt(fraction === '' ? 0 : fraction) * size) / 10n ** BigInt(fraction.length);
  }
  return durationOf(text.startsWith('-') ? -sum : sum);
}

/** RFC 3339 in UTC, with as many decimals as are needed: none, 3, 6 or 9. */
export function timestampText(value: CelTimestamp): string {
  const seconds = new Date(Number(value.message.seconds) * 1000).toISOString().slice(0, 19);
  return `${seconds}${fractionText(value.message.nanos)}Z`;
}

/** Seconds and `s`, the JSON form of a duration: `5400s`, `-0.250s`. */
export function durationText(value: CelDuration): string {
  const { seconds, nanos } = value.message;
  const sign = seconds < 0n || nanos < 0 ? '-' : '';
  return `${sign}${seconds < 0n ? -seconds : seconds}${fractionText(Math.abs(nanos))}s`;
}

function fractionText(nanos: number): string {
  if (nanos === 0) return '';
  const digits = String(nanos).padStart(9, '0');
  return `.${digits.endsWith('000000') ? digits.slice(0, 3) : digits.endsWith('000') ? digits.slice(0, 6) : digits}`;
}
