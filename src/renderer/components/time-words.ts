import { timeWords } from '../strings/times.ts';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** "5 minutes ago", "just now", "yesterday". */
export function agoWords(instant: string, now: number): string {
  const distance = Date.parse(instant) - now;
  for (const [unit, length] of units) {
    if (Math.abs(distance) >= length) return timeWords[distance < 0 ? 'ago' : 'ahead'][unit](Math.trunc(Math.abs(distance) / length));
  }
  return timeWords.now;
}

/** The date and time in the reader's zone, for titles and details. */
export function fullTime(instant: string): string {
  return full.format(new Date(instant));
}

/** The time of day with seconds, for rows that stand close together. */
export function clockTime(instant: string): string {
  return clock.format(new Date(instant));
}

/** "less than 1 ms", "340 ms", "4.2 s", "3 min 20 s", "2 h 5 min". */
export function durationWords(ms: number): string {
  if (ms < 1) return timeWords.lessThanOneMillisecond;
  if (ms < 1000) return timeWords.milliseconds(Math.round(ms));
  if (ms < 60_000) return timeWords.seconds((ms / 1000).toFixed(1));
  if (ms < 3_600_000) return timeWords.minutes(Math.floor(ms / 60_000), Math.floor((ms % 60_000) / 1000));
  return timeWords.hours(Math.floor(ms / 3_600_000), Math.floor((ms % 3_600_000) / 60_000));
}

/** "12 kB", "3.4 MB". */
export function byteWords(bytes: number): string {
  if (bytes < 1000) return timeWords.bytes(bytes);
  if (bytes < 1_000_000) return timeWords.kilobytes(Math.round(bytes / 1000));
  return timeWords.megabytes((bytes / 1_000_000).toFixed(1));
}
