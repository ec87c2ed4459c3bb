import { AppError } from '../../core/domain/model/errors.ts';

export interface RefusedPlace {
  readonly port: number;
  /** @default this machine */
  readonly host?: string;
  /** What another one is chosen with. */
  readonly flag: '--port' | '--listen';
}

/** Why a port could not be had, with what helps; anything else stays as it is. */
export function portRefused(error: unknown, { port, host, flag }: RefusedPlace): unknown {
  const options = { data: { port, ...(host === undefined ? {} : { host }) }, cause: error };
  const place = host === undefined ? 'of this machine' : `at ${host}`;
  switch (systemCodeOf(error)) {
    case 'EADDRINUSE':
      return new AppError('conflict', `Port ${port} ${place} is in use by another program.`, { ...options, next: `Choose another port with ${flag}${flag === '--port' ? ', or leave it out for a free one' : ''}.` });
    case 'EACCES':
      return new AppError('precondition_failed', `Port ${port} may not be used by this user.`, { ...options, next: `Choose a port above 1023 with ${flag}.` });
    case 'ERR_SOCKET_BAD_PORT':
      return new AppError('input_invalid', `${port} is no port.`, { ...options, next: `Choose a number from 0 to 65535 with ${flag}.` });
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'ENOTFOUND':
      return new AppError('input_invalid', `${host ?? 'This address'} is no address of this machine.`, { ...options, next: `Give one of its own addresses with ${flag}, or 0.0.0.0 for all of them.` });
    default:
      return error;
  }
}

export function systemCodeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
