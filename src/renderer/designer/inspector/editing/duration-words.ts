import { durationMs } from '../../../../core/domain/model/duration.ts';

const units = [
  { name: 'week', ms: 604_800_000, spellings: ['w', 'wk', 'wks', 'week', 'weeks'] },
  { name: 'day', ms: 86_400_000, spellings: ['d', 'day', 'days'] },
  { name: 'hour', ms: 3_600_000, spellings: ['h', 'hr', 'hrs', 'hour', 'hours'] },
  { name: 'minute', ms: 60_000, spellings: ['m', 'min', 'mins', 'minute', 'minutes'] },
  { name: 'second', ms: 1000, spellings: ['s', 'sec', 'secs', 'second', 'seconds'] },
] as const;

/** `PT15M` as "15 minutes"; a text that is no duration as it stands. */
export function durationWords(text: string): string {
  const ms = durationMs(text);
  if (ms === undefined) return text;
  if (ms === 0) return '0 seconds';
  const parts: string[] = [];
  let left = ms;
  for (const { name, ms: length } of units) {
    // Weeks are said only where nothing is left beside them: "10 days" reads better than "1 week 3 days".
    if (name === 'week' && left % length > 0) continue;
    const count = name === 'second' ? left / length : Math.floor(left / length);
    if (count === 0) continue;
    parts.push(`${String(count)} ${count === 1 ? name : `${name}s`}`);
    left -= Math.round(count * length);
  }
  return parts.join(' ');
}

/** What people type for a length of time, as a duration: `15 minutes`, `1h 30m`, `90` (seconds), `PT15M`. Nothing where it says none. */
export function readDuration(typed: string): string | undefined {
  const text = typed.trim();
  if (durationMs(text.toUpperCase()) !== undefined) return text.toUpperCase();
  if (/^\d+(?:\.\d{1,3})?$/u.test(text)) return durationText(Math.round(Number(text) * 1000));
  const part = /(?<count>\d+(?:[.,]\d+)?)\s*(?<unit>[a-z]+)(?:\s*(?:,|and)?\s*)/giuy;
  let ms = 0;
  while (part.lastIndex < text.length) {
    const found = part.exec(text)?.groups;
    const unit = units.find(({ spellings }) => spellings.some((each) => each === found?.['unit']?.toLowerCase()));
    if (found === undefined || unit === undefined) return undefined;
    ms += Number(found['count']?.replace(',', '.')) * unit.ms;
  }
  return text === '' ? undefined : durationText(Math.round(ms));
}

function durationText(ms: number): string {
  const days = Math.floor(ms / 86_400_000);
  const hours = Math.floor((ms % 86_400_000) / 3_600_000);
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  const seconds = (ms % 60_000) / 1000;
  const time = [hours > 0 ? `${String(hours)}H` : '', minutes > 0 ? `${String(minutes)}M` : '', seconds > 0 ? `${String(seconds)}S` : ''].join('');
  const day = days > 0 ? `${String(days)}D` : '';
  return day === '' && time === '' ? 'PT0S' : `P${day}${time === '' ? '' : `T${time}`}`;
}
