import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { AppError } from '../domain/model/errors.ts';
import type { RunSeal } from '../domain/ports/run-keys.ts';

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals with a run's key: AES-256-GCM, the nonce taken from an HMAC of the plain bytes under another key. So a nonce comes
 * twice only for equal bytes, whose seals are equal anyway, and whoever lacks the key can compare but not guess.
 */
export function runSeal(key: Uint8Array): RunSeal {
  const cipherKey = derived(key, 'seal');
  const nonceKey = derived(key, 'nonce');
  return {
    seal(plain) {
      const nonce = createHmac('sha256', nonceKey).update(plain).digest().subarray(0, nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce);
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', cipherKey, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
        decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
        return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)), decipher.final()]);
      } catch (cause) {
        throw new AppError('integrity', 'Sealed bytes of a run do not open with its key.', { next: 'Restore the data directory and its keys from the same backup.', cause });
      }
    },
  };
}

function derived(key: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), `aiwm-run-${purpose}-1`, 32));
}
