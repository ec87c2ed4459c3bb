/**
 * Where secrets are kept: `keychain` and `password` say what opens the vault, `locked` that it exists and is closed,
 * `absent` that nobody has set one up.
 */
export type VaultState = 'keychain' | 'password' | 'locked' | 'absent';

export interface VaultStatus {
  readonly state: VaultState;
  /** Why it is so, in a sentence: what the keychain of this machine said, who has to unlock. */
  readonly detail: string;
  /** Whether a keychain could be used here. */
  readonly keychainAvailable: boolean;
}

/** What is known of a credential without opening it. Times are milliseconds since the epoch. */
export interface Credential {
  readonly id: string;
  readonly connector: string;
  /** Such as `prod`; unique for a connector and a profile. */
  readonly label: string;
  readonly profile?: string;
  readonly environment?: string;
  readonly description?: string;
  /** The one taken where nobody names a label. */
  readonly isDefault: boolean;
  /** First characters of a keyed hash: tells two secrets apart, says nothing of either. */
  readonly fingerprint: string;
  readonly createdAt: number;
  readonly rotatedAt?: number;
  readonly expiresAt?: number;
  readonly testedAt?: number;
  /** Until when the secret before the last rotation still works. */
  readonly graceUntil?: number;
}

export type NewCredential = Omit<Credential, 'id' | 'fingerprint' | 'createdAt' | 'rotatedAt' | 'testedAt' | 'graceUntil'> & { readonly testedAt?: number };

/** Which credential a connector wants; without a label the default one. */
export interface CredentialRef {
  readonly connector: string;
  readonly label?: string;
  /** @default the active profile, whose own win over those of all profiles */
  readonly profile?: string;
}

/** What opens a vault that is made, and whether it takes the place of one whose file is lost. */
export type NewVault = ({ readonly kind: 'keychain' } | { readonly kind: 'password'; readonly password: string }) & { readonly replace?: boolean };

/**
 * Keeps secrets. A secret leaves it only into the work that needs it, never into an answer. `vault_locked` says that it
 * must be opened first, `credential_missing` that there is no such credential; nothing falls back to another place.
 */
export interface CredentialVault {
  status(): Promise<VaultStatus>;
  /** Where one was here and its file is gone: `integrity`, unless it is to be replaced. */
  setUp(how: NewVault): Promise<VaultStatus>;
  /** Without a password the keychain is asked. A file older than the one last seen is `integrity` unless that is accepted. */
  unlock(password?: string, options?: { readonly acceptOlder?: boolean }): Promise<VaultStatus>;
  /** Forgets the open key; a vault of the keychain opens again by itself when it is next asked. */
  lock(): Promise<VaultStatus>;
  changePassword(change: { readonly current: string; readonly next: string }): Promise<void>;

  list(): Promise<readonly Credential[]>;
  save(credential: NewCredential, secret: string): Promise<Credential>;
  /** Replaces the secret at once; with `graceMs` the old one is kept so long for calls under way. */
  rotate(id: string, change: { readonly secret: string; readonly graceMs?: number; readonly testedAt?: number; readonly expiresAt?: number }): Promise<Credential>;
  update(id: string, change: Partial<Pick<Credential, 'label' | 'environment' | 'description' | 'isDefault' | 'expiresAt' | 'testedAt'>>): Promise<Credential>;
  remove(id: string): Promise<void>;
  /** Hands the secret to `work` and to nobody else; where it is rejected within the grace of a rotation, the earlier one. */
  use<Answer>(ref: CredentialRef, work: (secret: string) => Promise<Answer>): Promise<Answer>;

  /** Wraps bytes with a key of the vault that serves `purpose` only, and opens them again. */
  wrap(purpose: string, plain: Uint8Array): Promise<Uint8Array>;
  unwrap(purpose: string, wrapped: Uint8Array): Promise<Uint8Array>;
  /** The text with every secret that was handed out in this process replaced; for the log, which must not wait. */
  redact(text: string): string;
  /** What does the same with every secret the vault holds, whoever used it and when, for what leaves the house. `vault_locked` where it holds some and is closed. */
  redactor(): Promise<(text: string) => string>;
  /** Tells `listener` when the vault opens, closes or a credential changes, until the returned function is called. */
  watch(listener: (now: { readonly isOpen: boolean }) => void): () => void;
}
