import { AppError } from './errors.ts';
import type { Json } from './json.ts';

/**
 * The error without what `clean` takes out of texts, such as a secret that a vendor repeated in its answer. One that holds
 * nothing of the kind is the same error still; of another one its cause is left behind, for nobody knows what is in that.
 */
export function cleanError(error: unknown, clean: (text: string) => string): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? clean(error) : error;
  const told = textOf(error);
  if (clean(told) === told) return error;
  if (!(error instanceof AppError)) return new Error(clean(error.message));
  const { code, message, next, data } = error;
  return new AppError(code, clean(message), {
    ...(next === undefined ? {} : { next: clean(next) }),
    ...(data === undefined ? {} : { data: Object.fromEntries(Object.entries(data).map(([name, fact]) => [name, cleanValue(fact, clean)])) }),
  });
}

/** The value with every text in it cleaned, names of fields too. */
export function cleanValue(value: Json, clean: (text: string) => string): Json {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Json) => cleanValue(item, clean));
  return Object.fromEntries(Object.entries(value).map(([name, item]: [string, Json]) => [clean(name), cleanValue(item, clean)]));
}

/** Everything of an error and its causes that would be written down. */
function textOf(error: Error): string {
  const own = [error.message, error.stack ?? '', error instanceof AppError ? JSON.stringify([error.next, error.data]) : factsOf(error)].join('\n');
  return error.cause instanceof Error ? `${own}\n${textOf(error.cause)}` : own;
}

/** Errors of libraries carry requests and answers. */
function factsOf(error: Error): string {
  try {
    return JSON.stringify(error) ?? '';
  } catch {
    // What cannot be written as JSON is not written into a log either.
    return '';
  }
}
