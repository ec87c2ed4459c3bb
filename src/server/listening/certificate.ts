import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { AppError } from '../../core/domain/model/errors.ts';

export interface CertificateFiles {
  /** The certificate in PEM, those of its issuers behind it. */
  readonly cert: string;
  /** Its private key in PEM, without a passphrase. */
  readonly key: string;
}

export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** The names it was issued for; no patterns, which say nothing of what this machine is called. */
  readonly names: readonly string[];
}

/**
 * A certificate that can be served with now. Refused are files that are missing or not what they should be, a key that
 * everybody on this machine may read, a key of another certificate, and one that does not hold yet or any more.
 */
export async function readCertificate(files: CertificateFiles, now: number): Promise<Certificate> {
  const [cert, key] = [await textOf(files.cert, '--tls-cert'), await textOf(files.key, '--tls-key')];
  const parsed = parsedOr(() => new X509Certificate(cert), { file: files.cert, what: 'certificate', flag: '--tls-cert' });
  const secret: KeyObject = parsedOr(() => createPrivateKey(key), { file: files.key, what: 'private key without a passphrase', flag: '--tls-key' });
  await demandPrivate(files.key);
  if (!parsed.checkPrivateKey(secret)) throw refused(`The key in "${files.key}" is not that of the certificate in "${files.cert}".`, 'Give the files of one certificate with --tls-cert and --tls-key.', files.key);
  if (now < parsed.validFromDate.getTime()) throw refused(`The certificate in "${files.cert}" holds only from ${parsed.validFrom} on.`, 'Check the clock of this machine, or give another certificate with --tls-cert.', files.cert);
  if (now > parsed.validToDate.getTime()) throw refused(`The certificate in "${files.cert}" has expired on ${parsed.validTo}.`, 'Renew it, or give another one with --tls-cert.', files.cert);
  return { cert, key, names: namesIn(parsed.subjectAltName) };
}

async function textOf(file: string, flag: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new AppError('input_invalid', `The file "${file}" cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`, { next: `Name a file in PEM with ${flag}.`, data: { file }, cause });
  }
}

/** Windows keeps rights elsewhere than in the mode. */
async function demandPrivate(file: string): Promise<void> {
  if (process.platform === 'win32' || ((await stat(file)).mode & 0o007) === 0) return;
  throw refused(`Everybody on this machine may read the key in "${file}".`, `Take that right away: chmod o-rwx '${file}'`, file);
}

function parsedOr<T>(parse: () => T, { file, what, flag }: { readonly file: string; readonly what: string; readonly flag: string }): T {
  try {
    return parse();
  } catch (cause) {
    throw new AppError('input_invalid', `The file "${file}" holds no ${what} in PEM.`, { next: `Name another file with ${flag}.`, data: { file }, cause });
  }
}

function refused(message: string, next: string, file: string): AppError {
  return new AppError('precondition_failed', message, { next, data: { file } });
}

function namesIn(alternative: string | undefined): readonly string[] {
  return (alternative ?? '').split(', ').flatMap((entry) => {
    const name = /^DNS:([\w.-]+)$/u.exec(entry)?.[1];
    return name === undefined ? [] : [name.toLowerCase()];
  });
}
