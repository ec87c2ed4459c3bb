import { AppError } from '../domain/model/errors.ts';
import { certificateRefusal } from './certificate-refusal.ts';

/**
 * What broke on the way, as an error of ours: the signal's reason where it was aborted, an own error as it is, `host_denied` where a
 * certificate cannot be relied on, everything else `connector_unavailable`. It names the host alone; an address may hold what nobody should read.
 */
export function connectionFailure(error: unknown, { host, signal }: { readonly host: string; readonly signal: AbortSignal }): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED') {
    return new AppError('input_invalid', `The request to ${host} could not be made: ${error instanceof Error ? error.message : 'it is not whole'}.`, { next: 'Look at its address, headers and body.' });
  }
  const refusal = certificateRefusal(code, host);
  if (refusal !== undefined) return refusal;
  const what = words.find(({ codes }) => codes.test(code)) ?? otherwise;
  return new AppError('connector_unavailable', `${host} ${what.says}${code === '' ? '' : ` (${code})`}.`, { next: what.next, data: { host, ...(code === '' ? {} : { reason: code }) }, cause: error });
}

interface Words {
  readonly says: string;
  readonly next: string;
}

const otherwise: Words = { says: 'broke the connection off', next: 'Try again later; see whether the service says that it is down.' };

const words: readonly (Words & { readonly codes: RegExp })[] = [
  { codes: /^(?:ENOTFOUND|EAI_|EBADNAME|EBADRESP|ENODATA|ESERVFAIL|EREFUSED)/u, says: 'could not be found', next: 'Check the name of the host and the network.' },
  { codes: /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/u, says: 'could not be reached', next: 'Check that the service is running, its port and the network.' },
  { codes: /TIMEOUT|ETIMEDOUT/u, says: 'did not answer in time', next: 'Try again later, or allow more time.' },
  { codes: /TLS|SSL|^EPROTO$/u, says: 'could not agree on encryption', next: 'Check the port: what answers there may speak http, or want a certificate of ours.' },
  { codes: /^(?:Z_|ERR__ERROR|ZSTD|ERR_BROTLI|ERR_PADDING)/u, says: 'sent a packed answer that cannot be unpacked', next: 'Try again; tell the operator of the service if it stays.' },
  { codes: /^(?:HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES)/u, says: 'sent something that is no HTTP answer', next: 'Check the port and the protocol.' },
];

/** The code nearest to the cause; happy attempts at several addresses fail together. */
function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at !== undefined && depth < 5; depth += 1) {
    const code = fieldOf(at, 'code');
    if (typeof code === 'string') return code;
    const errors = fieldOf(at, 'errors');
    at = fieldOf(at, 'cause') ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return '';
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
