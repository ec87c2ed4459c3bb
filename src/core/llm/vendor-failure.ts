import { AppError, type ErrorCode } from '../domain/model/errors.ts';

export interface FailureContext {
  /** The connector, and what a person calls it. */
  readonly id: string;
  readonly title: string;
  /** The key in use; should the vendor repeat it, nobody else does. */
  readonly key: string | undefined;
}

/** What a vendor's SDK threw, as far as it can be told from outside. */
interface Reported {
  readonly status: number | undefined;
  readonly type: string;
  readonly text: string;
  readonly headers: Headers | undefined;
  readonly requestId: string | undefined;
}

const longestQuote = 300;

/**
 * A vendor's error as one of ours. Its `cause` is left behind: an SDK's error holds headers and bodies, and a log line
 * that prints causes must not find a key in them.
 */
export function vendorFailure(error: unknown, context: FailureContext): AppError {
  const own = appErrorIn(error);
  if (own !== undefined) return own;
  const reported = readError(error);
  const code = codeOf(reported);
  if (code === undefined) return unreachable(error, context);
  const retryAfterMs = code === 'rate_limited' || code === 'connector_unavailable' ? retryAfter(reported.headers) : undefined;
  const said = quoted(reported.text, context.key);
  return new AppError(code, `${context.title} ${phrases[code] ?? 'failed'}${reported.status === undefined ? '' : ` (${reported.status})`}${said === '' ? '.' : `: ${said}`}`, {
    next: nextOf(code, reported, context.id),
    data: {
      connector: context.id,
      ...(reported.status === undefined ? {} : { status: reported.status }),
      ...(reported.type === '' ? {} : { type: reported.type }),
      ...(reported.requestId === undefined ? {} : { requestId: reported.requestId }),
      ...(code === 'rate_limited' ? { retryAfterMs: retryAfterMs ?? 1000 } : retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
  });
}

const phrases: { readonly [C in ErrorCode]?: string } = {
  credential_rejected: 'rejected the key',
  rate_limited: 'wants fewer requests',
  input_invalid: 'refused the request',
  connector_unavailable: 'is not available',
};

function codeOf({ status, type }: Reported): ErrorCode | undefined {
  if (/insufficient_quota|billing/u.test(type)) return 'credential_rejected';
  if (status === undefined) return byType(type);
  if (status === 401 || status === 402 || status === 403) return 'credential_rejected';
  if (status === 429) return 'rate_limited';
  if (status === 408 || status === 409 || status === 425 || status >= 500) return 'connector_unavailable';
  return status >= 400 ? 'input_invalid' : 'connector_unavailable';
}

/** An error inside of an answer that began well has no status. */
function byType(type: string): ErrorCode | undefined {
  if (/rate_limit/u.test(type)) return 'rate_limited';
  if (/authentication|permission|invalid_api_key/u.test(type)) return 'credential_rejected';
  if (/invalid_request|not_found|too_large/u.test(type)) return 'input_invalid';
  return type === '' ? undefined : 'connector_unavailable';
}

function nextOf(code: ErrorCode, { status, type }: Reported, id: string): string {
  if (/insufficient_quota|billing/u.test(type) || status === 402) return 'Add credit to the account of the key, or use another key or connector.';
  if (code === 'credential_rejected') return `Set a key that works: \`aiwm connectors credentials set ${id}\`.`;
  if (code === 'rate_limited') return `Ask less often, for example with \`aiwm connectors configure ${id} --requests-per-minute\`.`;
  if (code === 'input_invalid') return status === 404 ? `Check the model and the address: \`aiwm connectors capabilities ${id}\`.` : 'Correct what the message names and ask again.';
  return `Try again later; \`aiwm connectors test ${id}\` says whether it answers.`;
}

function readError(error: unknown): Reported {
  const status = fieldOf(error, 'status');
  const headers = fieldOf(error, 'headers');
  const body = fieldOf(error, 'error');
  const inner = fieldOf(body, 'error') ?? body;
  const words = [fieldOf(inner, 'type'), fieldOf(inner, 'code')].filter((word) => typeof word === 'string' && word !== '');
  const requestId = headers instanceof Headers ? (headers.get('x-request-id') ?? headers.get('request-id') ?? undefined) : undefined;
  const message = fieldOf(inner, 'message');
  return {
    status: typeof status === 'number' ? status : undefined,
    type: words.join(' '),
    text: typeof message === 'string' ? message : typeof inner === 'string' ? inner : '',
    headers: headers instanceof Headers ? headers : undefined,
    requestId,
  };
}

/** An address that was refused, or a vault that is closed, says so itself; an SDK wraps what its `fetch` throws. */
function appErrorIn(error: unknown): AppError | undefined {
  for (let at = error, depth = 0; at !== undefined && depth < 5; at = fieldOf(at, 'cause'), depth += 1) if (at instanceof AppError) return at;
  return undefined;
}

function unreachable(error: unknown, { id, title }: FailureContext): AppError {
  const words = systemWords(error);
  const isGarbled = error instanceof SyntaxError;
  const what = isGarbled ? 'answered with something that is no JSON' : `could not be reached, or broke off${words === '' ? '' : ` (${words})`}`;
  return new AppError('connector_unavailable', `${title} ${what}.`, {
    next: `Check the address and the network; \`aiwm connectors test ${id}\` says whether it answers.`,
    data: { connector: id, ...(words === '' ? {} : { reason: words }) },
  });
}

/** Codes such as ECONNREFUSED, which name no address and no key. */
function systemWords(error: unknown): string {
  const codes: string[] = [];
  for (let at = error, depth = 0; at !== undefined && depth < 5; at = fieldOf(at, 'cause'), depth += 1) {
    const code = fieldOf(at, 'code');
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/u.test(code)) codes.push(code);
  }
  return codes.join(', ');
}

/** `retry-after` counts seconds or names a moment, `retry-after-ms` says it exactly. */
function retryAfter(headers: Headers | undefined): number | undefined {
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(exact) && exact >= 0) return Math.round(exact);
  const text = headers?.get('retry-after') ?? '';
  if (text.trim() === '') return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, Math.round(seconds * 1000));
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

function quoted(text: string, key: string | undefined): string {
  const plain = text.replaceAll(/\s+/gu, ' ').trim();
  const safe = (key === undefined || key === '' ? plain : plain.replaceAll(key, '(key)')).replaceAll(/\b(?:sk|pk|key)-[\w*-]{4,}/gu, '(key)');
  return safe.length > longestQuote ? `${safe.slice(0, longestQuote)} …` : safe;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
