import { execFile, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether this machine can make certificates. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

export interface Certificate {
  /** Paths of PEM files. */
  readonly key: string;
  readonly cert: string;
}

const newKey = ['-newkey', 'rsa:2048', '-nodes'];

/** A certificate that signs itself, for the name as OpenSSL writes it: `IP:127.0.0.1`, `DNS:example.org`. */
export async function selfSigned(folder: string, { name, subject }: { readonly name: string; readonly subject: string }): Promise<Certificate> {
  const [key, cert] = [path.join(folder, `${name}.key`), path.join(folder, `${name}.pem`)];
  const config = await written(folder, name, `[req]\ndistinguished_name=dn\nprompt=no\nx509_extensions=own\n[dn]\nCN=${name}\n[own]\nbasicConstraints=critical,CA:TRUE\nsubjectAltName=${subject}\n`);
  await run('openssl', ['req', '-x509', ...newKey, '-keyout', key, '-out', cert, '-days', '2', '-config', config]);
  return { key, cert };
}

/** A certificate for the subject that `authority` signed. */
export async function signedBy(authority: Certificate, folder: string, { name, subject }: { readonly name: string; readonly subject: string }): Promise<Certificate> {
  const [key, cert, asked] = [path.join(folder, `${name}.key`), path.join(folder, `${name}.pem`), path.join(folder, `${name}.csr`)];
  const config = await written(folder, name, `[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nCN=${name}\n[leaf]\nsubjectAltName=${subject}\n`);
  await run('openssl', ['req', '-new', ...newKey, '-keyout', key, '-out', asked, '-config', config]);
  await run('openssl', ['x509', '-req', '-in', asked, '-CA', authority.cert, '-CAkey', authority.key, '-CAcreateserial', '-out', cert, '-days', '2', '-extfile', config, '-extensions', 'leaf']);
  return { key, cert };
}

async function written(folder: string, name: string, text: string): Promise<string> {
  const file = path.join(folder, `${name}.cnf`);
  await writeFile(file, text);
  return file;
}
