import type { JsonObject } from '../model/json.ts';

/** Closes bytes with a passphrase, for a file that leaves this machine. */
export interface PassphraseSeal {
  /** What to keep: everything but the passphrase that opening it needs. */
  seal(plain: Uint8Array, passphrase: string): Promise<JsonObject>;
  /** `integrity` where the passphrase is another or anything was changed; which of the two nobody can tell. */
  open(sealed: JsonObject, passphrase: string): Promise<Uint8Array>;
}
