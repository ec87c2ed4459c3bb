import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

const run = promisify(execFile);

export interface CertificateMade {
  readonly cert: string;
  readonly key: string;
  /** The certificate itself: it is its own issuer. */
  readonly authority: string;
}

/** A certificate of its own issuer for the names given, which holds for two days, made by OpenSSL; gone when the test is. */
export async function certificateFiles(names: readonly string[] = ['localhost']): Promise<CertificateMade> {
  const directory = await mkdtemp(path.join(tmpdir(), 'aiwm-tls-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const [cert, key] = [path.join(directory, 'cert.pem'), path.join(directory, 'key.pem')];
  const alternative = names.map((name) => (name.includes(':') ? name : `DNS:${name}`)).join(',');
  await run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert, '-subj', '/CN=aiwm', '-addext', `subjectAltName=${alternative}`, '-days', '2']);
  await chmod(key, 0o600);
  return { cert, key, authority: await readFile(cert, 'utf8') };
}
