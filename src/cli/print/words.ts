import type { Json } from '../../core/domain/model/json.ts';

/** A value as a cell shows it: text as it is, a list of scalars by commas, the rest as JSON, nothing as a dash. */
export function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'string') return isInstant(value) ? localTime(value) : value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value) && value.length === 0) return '–';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ');
  return JSON.stringify(value);
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;

function isInstant(text: string): boolean {
  return instant.test(text);
}

/** `2026-03-01 14:05:09` in the zone of this machine. */
export function localTime(text: string): string {
  const at = new Date(text);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${clock(text)}`;
}

/** `14:05:09` in the zone of this machine. */
export function clock(text: string): string {
  const at = new Date(text);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

/** `12.3 kB` */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return power === 0 ? `${bytes} B` : `${(bytes / 1000 ** power).toFixed(1)} ${units[power] ?? ''}`;
}

/** The first letter large, camelCase apart: `startedAt` is `Started at`. */
export function title(name: string): string {
  const words = name.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** JSON over several lines. */
export function pretty(value: Json | undefined): string {
  return JSON.stringify(value ?? null, null, 2);
}

/** `1 row`, `2 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How a list that has more than was asked for goes on; said behind what else is next. */
export function more(next: string | undefined): string {
  return next === undefined ? '' : ` There are more: add --after ${next}.`;
}
