import { AppError } from '../domain/model/errors.ts';

/** What the check of a certificate says; faults of the encryption itself (`ERR_SSL_…`) are none of it. */
const faults = /^(?!ERR_SSL)\w*(?:CERT|LEAF_SIGNATURE|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/u;

/** The refusal of a service that could not prove who it is; nothing for any other code. Nothing was sent to it. */
export function certificateRefusal(code: string, host: string): AppError | undefined {
  if (!faults.test(code)) return undefined;
  return new AppError('host_denied', `${host} could not prove who it is (${code}), and was sent nothing.`, { next: nextOf(code), data: { reason: 'certificate', host, certificate: code } });
}

function nextOf(code: string): string {
  if (/ALTNAME|HOSTNAME/u.test(code)) return 'Its certificate is for another name: ask it by the name it is for.';
  if (/EXPIRED|NOT_YET_VALID/u.test(code)) return 'Its certificate is not valid today: check the clock of this machine, or tell the operator of the service.';
  if (/SELF_SIGNED|ISSUER|LEAF_SIGNATURE|UNTRUSTED/u.test(code)) return 'Nobody this machine trusts signed its certificate. If the service is your own, start the program with NODE_EXTRA_CA_CERTS=<file> naming the certificate that signed it.';
  return 'Its certificate cannot be relied on: tell the operator of the service.';
}
