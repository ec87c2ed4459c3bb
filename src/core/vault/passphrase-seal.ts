import { z } from 'zod';
import { AppError } from '../domain/model/errors.ts';
import type { PassphraseSeal } from '../domain/ports/passphrase-seal.ts';
import type { Random } from '../domain/ports/random.ts';
import { demandBounds, newParameters, passwordBytes, type PasswordKdf } from './password-kdf.ts';
import { sealed as sealedBytes, unsealed } from './vault-cipher.ts';

const Sealed = z.strictObject({
  kdf: z.strictObject({ algorithm: z.literal('argon2id'), memoryKib: z.int(), passes: z.int(), lanes: z.int(), salt: z.string().regex(/^[0-9a-f]{32,128}$/u) }),
  content: z.base64(),
});

const about = 'aiwm-passphrase-seal/1';
const saltBytes = 16;

/** Argon2id makes the key and AES-256-GCM closes the bytes, within the bounds that hold for the vault's own password. */
export function createPassphraseSeal({ kdf, random }: { readonly kdf: PasswordKdf; readonly random: Random }): PassphraseSeal {
  return {
    async seal(plain, passphrase) {
      const parameters = { ...newParameters, salt: Buffer.from(random.bytes(saltBytes)).toString('hex') };
      const key = await kdf.derive(passwordBytes(passphrase), parameters);
      return { kdf: parameters, content: Buffer.from(sealedBytes(key, { plain, about, random })).toString('base64') };
    },
    async open(sealed, passphrase) {
      const parsed = Sealed.safeParse(sealed);
      if (!parsed.success) throw notOpened(parsed.error);
      demandBounds(parsed.data.kdf, 'file');
      const key = await kdf.derive(passwordBytes(passphrase), parsed.data.kdf);
      try {
        return unsealed(key, Buffer.from(parsed.data.content, 'base64'), about);
      } catch (cause) {
        throw notOpened(cause);
      }
    },
  };
}

function notOpened(cause: unknown): AppError {
  return new AppError('integrity', 'The file does not open: the passphrase is another, or the file was changed.', { next: 'Try the passphrase again, or have the file made anew.', cause });
}
