import fc from 'fast-check';
import type { Json } from '../../../src/core/domain/model/json.ts';
import type { RawRequest } from '../../adapters/server/raw-request.ts';
import { doorCases, type GoodCall } from './door-cases.ts';
import { mutatedText } from './mutation.ts';

/** An address of the interface as its document names it. */
export interface Place {
  readonly method: string;
  readonly path: string;
}

const odd = fc.constantFrom('', '/', '//', '?', '?x=%E0%A4%A', '?limit=-1&limit=2', '#', '%00', '..%2f..%2fhost.json', '/../../outside/guarded.txt', '%2e%2e/', ';', 'a'.repeat(9000), '[', '\\', '__proto__');
const jsonType = { 'content-type': 'application/json' } as const;

/** Requests that nearly fit: every operation over `/rpc`, every address of `/api`, and files of the page. */
export function httpCases(calls: readonly GoodCall[], places: readonly Place[]): fc.Arbitrary<RawRequest> {
  const posted = doorCases(calls).map(({ operation, input }): RawRequest => ({ path: `/rpc/${operation.replace('.', '/')}`, method: 'POST', headers: jsonType, body: JSON.stringify({ json: input }) }));
  const rest = fc.record({ place: fc.constantFrom(...places), call: doorCases(calls), tail: fc.oneof(fc.constant(''), odd) }).map(({ place, call, tail }): RawRequest => ({
    path: `${withValues(place.path, call.input)}${place.method === 'GET' ? questionOf(call.input) : ''}${inPath(tail)}`,
    method: place.method,
    ...(place.method === 'GET' ? {} : { headers: jsonType, body: JSON.stringify(call.input) }),
  }));
  const pages = fc.tuple(fc.constantFrom('/', '/index.html', '/assets/', '/health', '/ready', '/session', '/service-worker.js', '/api/openapi.json', '/rpc', '/nothing'), odd).map(([path, tail]): RawRequest => ({ path: `${path}${inPath(tail)}` }));
  const bytes = mutatedText(calls.map(({ input }) => JSON.stringify({ json: input }))).chain((body) => fc.constantFrom(...calls).map(({ operation }): RawRequest => ({ path: `/rpc/${operation.replace('.', '/')}`, method: 'POST', headers: jsonType, body })));
  return fc.oneof({ weight: 4, arbitrary: posted }, { weight: 4, arbitrary: rest }, { weight: 1, arbitrary: pages }, { weight: 3, arbitrary: bytes });
}

/** Whole requests, changed anywhere: the line, the headers, the lengths, the body. */
export function rawCases(calls: readonly GoodCall[], { host, token }: { readonly host: string; readonly token: string }): fc.Arbitrary<string> {
  return mutatedText(calls.slice(0, 40).map(({ operation, input }) => {
    const body = JSON.stringify({ json: input });
    return `POST /rpc/${operation.replace('.', '/')} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  }));
}

/** What node:http sends as a path: it refuses others itself. */
function inPath(text: string): string {
  return text.replaceAll(/[^\u{21}-\u{7e}]/gu, (letter) => encodeURIComponent(letter.isWellFormed() ? letter : '?'));
}

function withValues(path: string, input: Json): string {
  const values = Object.values(input ?? {}).filter((value): value is string => typeof value === 'string');
  let at = 0;
  return path.replaceAll(/\{\w+\}/gu, () => inPath(values[at++]?.slice(0, 500) ?? 'x').replaceAll(/[?#/]/gu, encodeURIComponent) || 'x');
}

function questionOf(input: Json): string {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return '';
  return `?${Object.entries(input).map(([name, value]) => `${inPath(name)}=${inPath(encodeURIComponent((typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed().slice(0, 800)))}`).join('&')}`;
}
