import { AppError } from '../domain/model/errors.ts';
import type { Random } from '../domain/ports/random.ts';
import type { Keychain } from './keychain.ts';
import { demandBounds, demandPassword, newParameters, type PasswordKdf, passwordBytes } from './password-kdf.ts';
import { keyBytes, sealed, unsealed } from './vault-cipher.ts';
import type { PasswordParameters, VaultDocument } from './vault-document.ts';

type Slot = VaultDocument['slot'];

export interface SlotDeps {
  readonly keychain: Keychain;
  readonly kdf: PasswordKdf;
  readonly random: Random;
}

/** The data key wrapped with a password. */
export async function passwordSlot(dataKey: Uint8Array, { password, vaultId }: { readonly password: string; readonly vaultId: string }, { kdf, random }: SlotDeps): Promise<Slot> {
  demandPassword(password);
  const parameters: PasswordParameters = { ...newParameters, salt: Buffer.from(random.bytes(16)).toString('hex') };
  const key = await kdf.derive(passwordBytes(password), parameters);
  const wrapped = sealed(key, { plain: dataKey, about: aboutKey(vaultId, parameters), random });
  return { kind: 'password', kdf: parameters, key: Buffer.from(wrapped).toString('hex') };
}

/** The data key put into the keychain of this machine, and read back before anything relies on it. */
export async function keychainSlot(dataKey: Uint8Array, vaultId: string, { keychain }: SlotDeps): Promise<Slot> {
  const account = `vault:${vaultId}`;
  await keychain.write(account, dataKey);
  const kept = await keychain.read(account);
  if (kept !== undefined && Buffer.from(kept).equals(dataKey)) return { kind: 'keychain', account };
  throw new AppError('vault_locked', 'The keychain of this machine does not give back what it is given.', { next: 'Set the vault up with a password: `aiwm vault setup --kind password`.', data: { reason: 'keychain' } });
}

/** The data key by a password; a wrong one is `vault_locked`, parameters out of bounds are `integrity`. */
export async function keyByPassword({ id, slot }: VaultDocument, password: string, { kdf, place }: { readonly kdf: PasswordKdf; readonly place: string }): Promise<Uint8Array> {
  if (slot.kind !== 'password') throw new AppError('precondition_failed', 'The vault is opened by the keychain of this machine, not by a password.', { next: '`aiwm vault unlock` without a password asks the keychain.' });
  demandBounds(slot.kdf, place);
  const key = await kdf.derive(passwordBytes(password), slot.kdf);
  try {
    return unsealed(key, Buffer.from(slot.key, 'hex'), aboutKey(id, slot.kdf));
  } catch (cause) {
    throw new AppError('vault_locked', 'The password does not open the vault.', { next: 'Give the password it was set up with.', data: { reason: 'wrong_password' }, cause });
  }
}

/** The data key from the keychain; `vault_locked` where it cannot be had. */
export async function keyByKeychain(slot: Extract<Slot, { readonly kind: 'keychain' }>, keychain: Keychain): Promise<Uint8Array> {
  const key = await keychain.read(slot.account);
  if (key?.length === keyBytes) return key;
  throw new AppError('vault_locked', 'The keychain of this machine has no key for this vault.', { next: 'Open it as the user who set it up, or remove the vault and enter the secrets again.', data: { reason: 'keychain' } });
}

/** Bound to the parameters, so that nobody changes them behind the password's back. */
function aboutKey(vaultId: string, { algorithm, memoryKib, passes, lanes, salt }: PasswordParameters): string {
  return JSON.stringify(['aiwm-vault/1', 'key', vaultId, algorithm, memoryKib, passes, lanes, salt]);
}
