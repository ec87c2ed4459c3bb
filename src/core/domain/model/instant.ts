const dayMs = 86_400_000;

/** The last day written, as `2026-11-22T`: the instants of a list are of few days, and a `Date` for each costs as much as reading its row. */
let lastDay = { day: Number.NaN, text: '' };

/** Epoch milliseconds as doors write them: ISO 8601, UTC, milliseconds. */
export function toInstant(ms: number): string {
  const whole = Math.trunc(ms);
  const day = Math.floor(whole / dayMs);
  if (day !== lastDay.day) {
    const text = new Date(whole).toISOString();
    lastDay = { day, text: text.slice(0, text.indexOf('T') + 1) };
  }
  const time = whole - day * dayMs;
  const seconds = Math.floor(time / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${lastDay.text}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}.${String(time % 1000).padStart(3, '0')}Z`;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${String(number)}` : String(number);
}

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/u;

/** Epoch milliseconds of an ISO 8601 instant that names its offset; undefined for anything else. */
export function instantMs(text: string): number | undefined {
  const ms = pattern.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
