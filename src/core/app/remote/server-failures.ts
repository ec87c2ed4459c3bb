import { AppError } from '../../domain/model/errors.ts';

const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/u;

/** Nothing was sent: whoever answers cannot show that it is the server. */
export function isCertificateFault(error: unknown): boolean {
  return certificateCodes.test(codeOf(error));
}

/** Why a server was not reached, in words. */
export function serverNotReached(url: string, cause: unknown): AppError {
  const code = codeOf(cause);
  if (isCertificateFault(cause)) {
    return new AppError('host_denied', `What answers at ${url} shows a certificate that is not believed (${code}). Nothing was sent to it.`, {
      next: 'Check the address; a server whose certificate comes from an authority of your own is believed with --ca <file>.',
      data: { url, reason: 'certificate', code },
      cause,
    });
  }
  return new AppError('connector_unavailable', `The server ${url} does not answer${code === '' ? '' : ` (${code})`}.`, { next: 'Check the address, and whether the server runs: its /ready answers 200.', data: { url, ...(code === '' ? {} : { code }) }, cause });
}

export function isNoServer(url: string): AppError {
  return new AppError('connector_unavailable', `What answers at ${url} is no server of this program.`, { next: 'Check the address, with its port.', data: { url, reason: 'other_program' } });
}

/** The first code in the chain of what caused it, such as `ECONNREFUSED`. */
function codeOf(error: unknown): string {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; at = Reflect.get(at, 'cause'), depth += 1) {
    const code: unknown = Reflect.get(at, 'code');
    if (typeof code === 'string') return code;
  }
  return '';
}
