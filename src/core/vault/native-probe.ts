import { argon2Kdf } from './password-kdf.ts';

/** Loads what speaks to the keychain of this machine, without asking it anything; rejects where it does not load. */
export async function probeKeyring(): Promise<void> {
  await import('@napi-rs/keyring');
}

/** Makes a key from a password, as cheaply as the algorithm can; rejects where that does not work. */
export async function probeKdf(): Promise<void> {
  const key = await argon2Kdf.derive(new TextEncoder().encode('probe'), { algorithm: 'argon2id', memoryKib: 1024, passes: 1, lanes: 1, salt: '00'.repeat(16) });
  if (key.length !== 32) throw new Error('What makes keys from passwords does not work as it should.');
}
