import { cleanError, cleanValue } from '../../model/clean-error.ts';
import { AppError } from '../../model/errors.ts';
import type { Repeat } from '../../model/effect-repeat.ts';
import type { HttpResponse } from '../../ports/http-port.ts';
import { defineAction, defineEffect, type EffectContext, type EffectResult } from '../action-kind.ts';
import { blobRef, blobWrite } from './blob-write.ts';
import { fileUse } from './file-use.ts';
import { bodyValue, keptHeaders, mediaTypeOf, unexpectedStatus } from './http-answer.ts';
import { credentialHeader, withoutSecret } from './http-credential.ts';
import { type HttpBody, HttpRequestConfig } from './http-request-config.ts';
import { oneEffect, requestOf } from './one-effect.ts';

const maxBodyBytes = 32 * 1024 * 1024;

const effect = (kind: string, repeat: Repeat) => defineEffect<HttpRequestConfig>({
  kind,
  repeat,
  costsMoney: false,
  request: HttpRequestConfig,
  paths: ({ body }) => (typeof body?.file === 'string' ? [body.file] : []),
  urls: ({ url }) => [url],
  perform: send,
});

/** Asks a service by HTTP. What writes happens once, unless the service knows repetitions by a header. */
export const httpRequest = defineAction<HttpRequestConfig>({
  type: 'http.request',
  version: 1,
  title: 'Ask a service',
  summary: 'Sends a request by HTTP and keeps the answer',
  config: HttpRequestConfig,
  output: {
    type: 'object',
    properties: { status: { type: 'integer' }, url: { type: 'string', description: 'Where the answer came from, after redirects' }, headers: { type: 'object', additionalProperties: { type: 'string' } }, body: {} },
    required: ['status', 'url', 'headers', 'body'],
  },
  example: { url: 'https://api.example.com/policies', query: { topic: '{{ vars.notes }}' } },
  effects: [effect('http.read', 'safe'), effect('http.keyed', 'keyed'), effect('http.write', 'once')],
  origin: ['web'],
  chooses: { hosts: ['url'], directories: ['body.file'], connectors: ['credential.connector', 'credential.label'] },
  sideEffect: ({ method = 'GET' }) => method !== 'GET' && method !== 'HEAD',
  next: (config, _input, outcomes) => oneEffect(outcomes, { kind: kindOf(config), request: requestOf(config) }),
});

function kindOf({ method, idempotencyHeader }: HttpRequestConfig): string {
  if (method === 'GET' || method === 'HEAD') return 'http.read';
  return idempotencyHeader === undefined ? 'http.write' : 'http.keyed';
}

async function send(config: HttpRequestConfig, context: EffectContext): Promise<EffectResult> {
  context.signal.throwIfAborted();
  const { credential } = config;
  const url = addressOf(config);
  const body = config.body === undefined ? undefined : await bodyOf(config.body, context);
  const ask = async (key: { readonly [name: string]: string }): Promise<HttpResponse> => context.ports.http.request({
    method: config.method,
    url,
    headers: { ...(body === undefined ? {} : { 'content-type': body.mediaType }), ...inSmallLetters(config.headers ?? {}), ...(config.idempotencyHeader === undefined ? {} : { [config.idempotencyHeader.toLowerCase()]: context.key }), ...key },
    ...(body === undefined ? {} : { body: body.bytes }),
    allowedHosts: context.permissions?.hosts,
    maxResponseBytes: config.maxBytes,
    timeoutMs: config.timeoutMs,
  }, context.signal);
  if (credential === undefined) return resultOf(config, await ask({}));
  const { connector, label } = credential;
  let refused: AppError | undefined;
  return context.ports.secret({ connector, ...(label === undefined ? {} : { label }) }, url, async (secret) => {
    // A vault may lend another key where one is refused. What happens once is not asked again for that: the journal knows one contact.
    if (refused !== undefined && kindOf(config) === 'http.write') throw refused;
    const hidden = withoutSecret(credential, secret);
    try {
      const result = resultOf(config, hidden.answer(await ask(credentialHeader(credential, secret))));
      return { ...result, output: cleanValue(result.output, hidden.text) };
    } catch (error) {
      const clean = cleanError(error, hidden.text);
      if (clean instanceof AppError) refused = clean;
      throw clean;
    }
  });
}

/** The address with its query. What is wrong with it is said where it is asked. */
function addressOf({ url, query = {} }: HttpRequestConfig): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => pair(name, one)));
  if (pairs.length === 0) return url;
  const [before = '', ...after] = url.split('#');
  const joint = !before.includes('?') ? '?' : /[?&]$/u.test(before) ? '' : '&';
  return [`${before}${joint}${pairs.join('&')}`, ...after].join('#');
}

const pair = (name: string, value: string | number | boolean): string => `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(String(value).toWellFormed())}`;

function inSmallLetters(headers: { readonly [name: string]: string }): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

async function bodyOf(body: HttpBody, context: EffectContext): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string }> {
  const text = new TextEncoder();
  if (body.json !== undefined) return { bytes: text.encode(JSON.stringify(body.json)), mediaType: body.mediaType ?? 'application/json' };
  if (body.text !== undefined) return { bytes: text.encode(body.text), mediaType: body.mediaType ?? 'text/plain; charset=utf-8' };
  if (body.form !== undefined) return { bytes: text.encode(Object.entries(body.form).map(([name, value]) => pair(name, value)).join('&')), mediaType: body.mediaType ?? 'application/x-www-form-urlencoded' };
  if (typeof body.file === 'string') {
    const { bytes } = await context.ports.files.read(body.file, { ...fileUse(context), maxBytes: maxBodyBytes });
    return { bytes, mediaType: body.mediaType ?? 'application/octet-stream' };
  }
  if (body.file === undefined) throw new AppError('input_invalid', 'The request has an empty body.', { next: 'Leave `body` out.' });
  return { bytes: await context.ports.readBlob(body.file), mediaType: body.mediaType ?? body.file.mediaType };
}

function resultOf({ expect, parse, saveAs, method }: HttpRequestConfig, answer: HttpResponse): EffectResult {
  const { status, headers, url, body } = answer;
  if (!(expect?.includes(status) ?? (status >= 200 && status < 300))) throw unexpectedStatus(answer);
  const kept = { status, url, headers: keptHeaders(headers) };
  if (parse !== 'bytes') return { output: { ...kept, body: method === 'HEAD' ? null : bodyValue(answer, parse) } };
  const blob = blobWrite(body, mediaTypeOf(headers) || 'application/octet-stream');
  const output = { ...kept, body: { ...(saveAs === undefined ? {} : { name: saveAs }), ...blobRef(blob) } };
  return saveAs === undefined ? { output, blobs: [blob] } : { output, blobs: [blob], artifacts: [{ name: saveAs, mediaType: blob.mediaType, blob }] };
}
