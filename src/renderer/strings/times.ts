import { words } from './words.ts';

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Words of moments, lengths of time and sizes. */
export const timeWords = words({
  now: 'just now',
  ago: {
    day: (count: number) => (count === 1 ? 'yesterday' : `${counted(count, 'day')} ago`),
    hour: (count: number) => `${counted(count, 'hour')} ago`,
    minute: (count: number) => `${counted(count, 'minute')} ago`,
  },
  ahead: {
    day: (count: number) => (count === 1 ? 'tomorrow' : `in ${counted(count, 'day')}`),
    hour: (count: number) => `in ${counted(count, 'hour')}`,
    minute: (count: number) => `in ${counted(count, 'minute')}`,
  },
  lessThanOneMillisecond: 'less than 1 ms',
  milliseconds: (count: number) => `${count} ms`,
  seconds: (count: string) => `${count} s`,
  minutes: (minutes: number, seconds: number) => `${minutes} min ${seconds} s`,
  hours: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
  bytes: (count: number) => `${count} B`,
  kilobytes: (count: number) => `${count} kB`,
  megabytes: (count: string) => `${count} MB`,
});
