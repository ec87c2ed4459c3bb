import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Random } from '../domain/ports/random.ts';
import { encodeDocument, type VaultDocument, type VaultRecord } from './vault-document.ts';

const nonceBytes = 12;
const tagBytes = 16;

export const keyBytes = 32;

/** Bytes sealed with AES-256-GCM under a fresh nonce, bound to `about`: under any other name they do not open. */
export function sealed(key: Uint8Array, { plain, about, random }: { readonly plain: Uint8Array; readonly about: string; readonly random: Random }): Uint8Array {
  const nonce = random.bytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What was sealed; throws for other bytes, another key or another name. */
export function unsealed(key: Uint8Array, bytes: Uint8Array, about: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, bytes.length - tagBytes)), decipher.final()]);
}

/** A key that serves one purpose, made from the vault's data key: no two purposes share one. */
export function keyFor(dataKey: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', dataKey, new Uint8Array(0), `aiwm-vault/1/${purpose}`, keyBytes));
}

/** The document with the code that its every byte, the slots and the order of records included, is vouched for by. */
export function withMac(document: Omit<VaultDocument, 'mac'>, dataKey: Uint8Array): VaultDocument {
  return { ...document, mac: macOf(document, dataKey).toString('hex') };
}

/** Whether the document is as whoever had the data key wrote it. */
export function hasMac(document: VaultDocument, dataKey: Uint8Array): boolean {
  return timingSafeEqual(Buffer.from(document.mac, 'hex'), macOf(document, dataKey));
}

/** Tells two secrets apart; without the data key nobody can try out guesses. */
export function fingerprintOf(secret: string, dataKey: Uint8Array): string {
  return createHmac('sha256', keyFor(dataKey, 'fingerprint')).update(secret).digest('hex').slice(0, 12);
}

/** What a record's secret is sealed with and bound to: its vault, its own id and its name. */
export function recordSeal(vaultId: string, { id, connector, label, profile }: Pick<VaultRecord, 'id' | 'connector' | 'label' | 'profile'>, which: 'secret' | 'earlier'): { readonly purpose: string; readonly about: string } {
  return { purpose: `record/${id}`, about: JSON.stringify(['aiwm-vault/1', vaultId, id, connector, label, profile ?? null, which]) };
}

function macOf(document: Omit<VaultDocument, 'mac'>, dataKey: Uint8Array): Buffer {
  const text = encodeDocument({ ...document, mac: '00'.repeat(32) });
  return createHmac('sha256', keyFor(dataKey, 'mac')).update(text).digest();
}
