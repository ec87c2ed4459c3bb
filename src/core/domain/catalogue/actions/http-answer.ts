import { AppError, type ErrorCode } from '../../model/errors.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { readJson } from '../../model/normal-json.ts';
import type { HttpResponse } from '../../ports/http-port.ts';

const maxValueBytes = 1024 * 1024;
const longestQuote = 300;

/** Throws what a status means that was not expected. Its code decides whether another attempt can help. */
export function unexpectedStatus({ status, headers, body, url }: HttpResponse): AppError {
  const { host } = new URL(url);
  const code = codeOf(status);
  const retryAfterMs = code === 'rate_limited' || code === 'connector_unavailable' ? retryAfter(headers) : undefined;
  const said = quoted(body);
  return new AppError(code, `${host} answered with the status ${status}${said === '' ? '.' : `: ${said}`}`, {
    next: nextOf(code),
    data: { host, status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
  });
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return 'credential_rejected';
  if (status === 403) return 'access_denied';
  if (status === 404 || status === 410) return 'not_found';
  if (status === 409) return 'conflict';
  if (status === 412 || status === 428) return 'precondition_failed';
  if (status === 429) return 'rate_limited';
  return status === 408 || status === 425 || status >= 500 ? 'connector_unavailable' : 'input_invalid';
}

function nextOf(code: ErrorCode): string {
  if (code === 'credential_rejected') return 'Give the request a credential that the service takes.';
  if (code === 'rate_limited' || code === 'connector_unavailable') return 'Try again later; the action may say how often by `retry`.';
  return 'Correct the request, or name the status under `expect` if it is meant.';
}

/** Seconds, or a moment: that is compared with the time the server itself told, whose clock wrote both. */
function retryAfter(headers: HttpResponse['headers']): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}$/u.test(text)) return Number(text) * 1000;
  const wait = Date.parse(text) - Date.parse(headers['date'] ?? '');
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

function quoted(body: Uint8Array): string {
  const text = new TextDecoder().decode(body.subarray(0, 4 * longestQuote)).replaceAll(/[\s\p{Cc}\ufffd]+/gu, ' ').trim();
  return text.length > longestQuote ? `${text.slice(0, longestQuote)} …` : text;
}

/** The body as a value: JSON where it was asked for or the service says so, else text. */
export function bodyValue({ headers, body, url }: HttpResponse, parse: 'auto' | 'json' | 'text'): Json {
  const { host } = new URL(url);
  if (body.length > maxValueBytes) {
    throw new AppError('input_invalid', `The answer of ${host} has ${body.length} bytes; as a value at most ${maxValueBytes} are kept.`, { next: 'Keep it as `bytes` and use `transform` on it, or ask for less.' });
  }
  const type = mediaTypeOf(headers);
  if (parse === 'text' || (parse === 'auto' && !/[/+]json$/u.test(type))) return textOf(headers, body, host).toWellFormed();
  return body.length === 0 ? null : jsonOf(textOf(headers, body, host), host);
}

export function mediaTypeOf(headers: HttpResponse['headers']): string {
  return (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function textOf(headers: HttpResponse['headers'], body: Uint8Array, host: string): string {
  const charset = /;\s*charset="?([\w-]+)/iu.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(body);
  } catch (cause) {
    throw new AppError('input_invalid', `The answer of ${host} is in the character set "${charset}", which cannot be read.`, { next: 'Keep it as `bytes`.', cause });
  }
}

function jsonOf(text: string, host: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('input_invalid', `The answer of ${host} is no JSON.`, { next: 'Read it as `text` and see what it says.', cause });
  }
  const read = readJson(value);
  if (read.fault === undefined) return read.value;
  throw new AppError('input_invalid', `The answer of ${host} is JSON that cannot be kept: a value in it ${read.fault.reason}`, { next: 'Keep it as `bytes`.', data: { path: [...read.fault.path] } });
}

/** Headers a run keeps: what a service sets in a browser is a key to a session, and no business of the journal. */
export function keptHeaders(headers: HttpResponse['headers']): JsonObject {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^set-cookie2?$|^proxy-/u.test(name)).map(([name, value]) => [name, value.toWellFormed()]));
}
