import { cleanError } from '../domain/model/clean-error.ts';
import { AppError } from '../domain/model/errors.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { Credential, CredentialRef, CredentialVault, NewCredential, NewVault, VaultStatus } from '../domain/ports/credential-vault.ts';
import type { Ids } from '../domain/ports/ids.ts';
import type { Keychain } from './keychain.ts';
import { HandedSecrets } from './handed-secrets.ts';
import { keyBytes, keyFor, sealed, unsealed } from './vault-cipher.ts';
import { encodeDocument, type VaultDocument, type VaultRecord } from './vault-document.ts';
import type { VaultFile } from './vault-file.ts';
import { demandNewest, demandNoneBefore, noteDown, readDocument, seenDocument, type VaultGeneration, type VaultGenerations, withGeneration } from './vault-generation.ts';
import { changedRecord, credentialOf, findRecord, isSibling, missingCredential, newRecord, type OpenVault, rotatedRecord, secretOf, secretsOf, withoutOutdated, withRecord } from './vault-records.ts';
import { keyByKeychain, keyByPassword, keychainSlot, passwordSlot, type SlotDeps } from './vault-slots.ts';
import { tellAll } from '../domain/model/tell-all.ts';

export interface LocalVaultDeps extends SlotDeps {
  readonly file: VaultFile;
  readonly keychain: Keychain;
  readonly generations: VaultGenerations;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
  /** The master password this program was started with, taken at most once. */
  readonly password?: () => Promise<string | undefined>;
  /** Whose secrets win where nobody names a profile. */
  readonly profile?: () => Promise<string | undefined>;
}

/**
 * The vault of one data directory: a file of sealed secrets whose data key lies in the keychain of this machine or is wrapped
 * with a password. In memory it has the data key or it has none:
 *
 * *closed*: the first call that needs the key asks the keychain, or opens with the password the program was started with;
 * what that says is the answer, and nothing else is tried. *open*: every call reads the file anew, so that what another
 * process wrote counts, and checks it whole. *shut*: somebody locked it; a vault with a password stays so until it is unlocked.
 * A lock wipes the key, so whoever was given an open vault must use its key before it waits for anything: see `#within`.
 * It is the one place that writes this state and the file, which makes it longer than most.
 */
export class LocalVault implements CredentialVault {
  readonly #deps: LocalVaultDeps;
  readonly #listeners = new Set<(now: { readonly isOpen: boolean }) => void>();
  readonly #handed = new HandedSecrets();
  #open: { readonly id: string; readonly dataKey: Uint8Array } | undefined;
  #isShut = false;
  /** How often it was locked: what began to open it before the last time does not open it. */
  #locks = 0;
  #opening: Promise<OpenVault> | undefined;

  constructor(deps: LocalVaultDeps) {
    this.#deps = deps;
  }

  async status(): Promise<VaultStatus> {
    const { keychain, file } = this.#deps;
    const document = await readDocument(file);
    if (document === undefined) {
      demandNoneBefore(await this.#deps.generations.last(), file.path);
      const { available, detail } = await keychain.probe();
      return { state: 'absent', detail: `No vault was set up yet. ${detail}`, keychainAvailable: available };
    }
    try {
      const { document: { slot, records } } = await this.#opened();
      const by = slot.kind === 'keychain' ? 'the keychain of this machine' : 'its password';
      return { state: slot.kind, detail: `Open by ${by}, with ${records.length} ${records.length === 1 ? 'secret' : 'secrets'}.`, keychainAvailable: slot.kind === 'keychain' || (await keychain.probe()).available };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'vault_locked') throw error;
      return { state: 'locked', detail: error.message, keychainAvailable: (await keychain.probe()).available };
    }
  }

  async setUp(how: NewVault): Promise<VaultStatus> {
    const { file, ids, random, generations } = this.#deps;
    const dataKey = random.bytes(keyBytes);
    const id = ids.next();
    const began = this.#locks;
    await file.locked(async () => {
      if ((await file.read()) !== undefined) throw new AppError('conflict', 'There is a vault already.', { next: '`aiwm vault status` says what opens it; `aiwm vault password` changes its password.' });
      if (how.replace !== true) demandNoneBefore(await generations.last(), file.path);
      const slot = how.kind === 'keychain' ? await keychainSlot(dataKey, id, this.#deps) : await passwordSlot(dataKey, { password: how.password, vaultId: id }, this.#deps);
      await this.#write(withGeneration({ format: 'aiwm-vault', v: 1, id, generation: 0, slot, records: [] }, dataKey));
    });
    this.#hold({ id, dataKey }, began);
    return await this.status();
  }

  async unlock(password?: string, { acceptOlder = false }: { readonly acceptOlder?: boolean } = {}): Promise<VaultStatus> {
    const { file, keychain, kdf, generations } = this.#deps;
    const began = this.#locks;
    const seen = await seenDocument(this.#deps);
    if (seen === undefined) throw absent(await generations.last(), file.path);
    const { id, slot } = seen.document;
    if (password === undefined && slot.kind === 'password') throw locked();
    const dataKey = slot.kind === 'keychain' ? await keyByKeychain(slot, keychain) : await keyByPassword(seen.document, password ?? '', { kdf, place: file.path });
    demandNewest(seen, dataKey, { place: file.path, acceptOlder });
    await noteDown(seen, generations, { evenIfOlder: acceptOlder });
    this.#hold({ id, dataKey }, began);
    return await this.status();
  }

  async lock(): Promise<VaultStatus> {
    const document = await readDocument(this.#deps.file);
    if (document === undefined) throw new AppError('precondition_failed', 'There is no vault to lock.', { next: '`aiwm vault setup` makes one.' });
    this.#open?.dataKey.fill(0);
    this.#open = undefined;
    this.#isShut = true;
    this.#locks += 1;
    this.#handed.clear();
    this.#tell();
    const detail = document.slot.kind === 'keychain' ? 'Its key is forgotten; the next call that needs it asks the keychain again.' : 'It is closed until somebody unlocks it with its password.';
    return { state: 'locked', detail, keychainAvailable: document.slot.kind === 'keychain' || (await this.#deps.keychain.probe()).available };
  }

  async changePassword({ current, next }: { readonly current: string; readonly next: string }): Promise<void> {
    const { file, kdf, generations } = this.#deps;
    const began = this.#locks;
    await file.locked(async () => {
      const seen = await seenDocument(this.#deps);
      if (seen === undefined) throw absent(await generations.last(), file.path);
      const { document } = seen;
      const dataKey = await keyByPassword(document, current, { kdf, place: file.path });
      demandNewest(seen, dataKey, { place: file.path, acceptOlder: false });
      const slot = await passwordSlot(dataKey, { password: next, vaultId: document.id }, this.#deps);
      await this.#write(withGeneration({ ...document, slot }, dataKey));
      this.#hold({ id: document.id, dataKey }, began);
    });
  }

  async list(): Promise<readonly Credential[]> {
    return ((await readDocument(this.#deps.file))?.records ?? []).map(credentialOf);
  }

  async save(credential: NewCredential, secret: string): Promise<Credential> {
    return await this.#change((vault, records) => {
      if (records.some((other) => isSibling(other, credential) && other.label === credential.label)) {
        throw new AppError('conflict', `There is a secret "${credential.label}" for the connector "${credential.connector}" already.`, { next: `\`aiwm connectors credentials rotate ${credential.connector} --label ${credential.label}\` replaces it.` });
      }
      const isDefault = credential.isDefault || !records.some((other) => isSibling(other, credential) && other.isDefault);
      return newRecord({ ...credential, isDefault, id: this.#deps.ids.next(), createdAt: this.#deps.clock.now() }, secret, { vault, random: this.#deps.random });
    });
  }

  async rotate(id: string, { graceMs = 0, ...change }: { readonly secret: string; readonly graceMs?: number; readonly testedAt?: number; readonly expiresAt?: number }): Promise<Credential> {
    return await this.#change((vault, records) => {
      const now = this.#deps.clock.now();
      return rotatedRecord(demandRecord(records, id), { ...change, now, ...(graceMs > 0 ? { graceUntil: now + graceMs } : {}) }, { vault, random: this.#deps.random });
    });
  }

  async update(id: string, change: Parameters<CredentialVault['update']>[1]): Promise<Credential> {
    return await this.#change((vault, records) => {
      const record = demandRecord(records, id);
      const label = change.label ?? record.label;
      if (records.some((other) => other.id !== id && isSibling(other, record) && other.label === label)) throw new AppError('conflict', `There is a secret "${label}" for the connector "${record.connector}" already.`, { next: 'Choose another label.' });
      return changedRecord(record, change, { vault, random: this.#deps.random });
    });
  }

  async remove(id: string): Promise<void> {
    await this.#rewrite((_, records) => {
      demandRecord(records, id);
      return records.filter((record) => record.id !== id);
    });
  }

  async use<Answer>(ref: CredentialRef, work: (secret: string) => Promise<Answer>): Promise<Answer> {
    const profile = ref.profile ?? (await this.#deps.profile?.());
    const { fingerprint, secrets } = await this.#within((vault) => this.#lent({ ...ref, ...(profile === undefined ? {} : { profile }) }, vault));
    const working = async (secret: string): Promise<Answer> => {
      this.#handed.add(secret, fingerprint);
      try {
        return await work(secret);
      } catch (error) {
        throw cleanError(error, (text) => text.replaceAll(secret, `(secret ${fingerprint})`));
      }
    };
    try {
      return await working(secrets.now);
    } catch (error) {
      if (secrets.earlier === undefined || !(error instanceof AppError) || error.code !== 'credential_rejected') throw error;
      return await working(secrets.earlier);
    }
  }

  async wrap(purpose: string, plain: Uint8Array): Promise<Uint8Array> {
    return await this.#within(({ dataKey, document }) => sealed(keyFor(dataKey, `wrap/${purpose}`), { plain, about: document.id, random: this.#deps.random }));
  }

  async unwrap(purpose: string, wrapped: Uint8Array): Promise<Uint8Array> {
    return await this.#within(({ dataKey, document }) => {
      try {
        return unsealed(keyFor(dataKey, `wrap/${purpose}`), wrapped, document.id);
      } catch (cause) {
        throw new AppError('integrity', `What was wrapped for "${purpose}" does not open with this vault.`, { next: 'Restore the data directory and its vault from the same backup.', cause });
      }
    });
  }

  redact(text: string): string {
    return this.#handed.redact(text);
  }

  async redactor(): Promise<(text: string) => string> {
    const kept = new HandedSecrets();
    const { records = [] } = (await readDocument(this.#deps.file)) ?? {};
    if (records.length > 0) await this.#within((vault) => { for (const { fingerprint, secret } of secretsOf(vault)) kept.add(secret, fingerprint); });
    return (text) => this.#handed.redact(kept.redact(text));
  }

  watch(listener: (now: { readonly isOpen: boolean }) => void): () => void {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  /** The secret that a reference means, and the one before it while its grace lasts. */
  #lent(ref: CredentialRef, vault: OpenVault): { readonly fingerprint: string; readonly secrets: { readonly now: string; readonly earlier?: string } } {
    const record = findRecord(vault.document.records, ref);
    if (record === undefined) throw missingCredential(ref);
    const now = this.#deps.clock.now();
    if (record.expiresAt !== undefined && record.expiresAt <= now) throw expired(record);
    const isInGrace = record.earlier !== undefined && record.graceUntil !== undefined && record.graceUntil > now;
    return { fingerprint: record.fingerprint, secrets: { now: secretOf(record, 'secret', vault), ...(isInGrace ? { earlier: secretOf(record, 'earlier', vault) } : {}) } };
  }

  /** What `work` makes of the open vault. It cannot wait: in between, a lock would leave it with a key of zeros. */
  async #within<Result>(work: (vault: OpenVault) => Result, opened = (): Promise<OpenVault> => this.#opened()): Promise<Result> {
    for (;;) {
      const vault = await opened();
      if (this.#open?.dataKey === vault.dataKey) return work(vault);
    }
  }

  /** The vault as it stands in the file, checked; calls at the same time share one opening. */
  async #opened(): Promise<OpenVault> {
    const opening = (this.#opening ??= this.#openNow());
    try {
      return await opening;
    } finally {
      if (this.#opening === opening) this.#opening = undefined;
    }
  }

  async #openNow(): Promise<OpenVault> {
    const { file, generations } = this.#deps;
    const began = this.#locks;
    const seen = await seenDocument(this.#deps);
    if (seen === undefined) throw absent(await generations.last(), file.path);
    const { document } = seen;
    const held = this.#open?.id === document.id ? this.#open.dataKey : undefined;
    const dataKey = held ?? (await this.#findKey(document));
    // Wiped meanwhile: by a lock, or because another opening put its key in the place of this one.
    if (held === undefined ? began !== this.#locks : held !== this.#open?.dataKey) return await this.#openNow();
    demandNewest(seen, dataKey, { place: file.path, acceptOlder: false });
    await noteDown(seen, generations, { evenIfOlder: false });
    if (held === undefined) this.#hold({ id: document.id, dataKey }, began);
    return began === this.#locks ? { document, dataKey, place: file.path } : await this.#openNow();
  }

  async #findKey(document: VaultDocument): Promise<Uint8Array> {
    const { keychain, kdf, file, password } = this.#deps;
    if (document.slot.kind === 'keychain') return await keyByKeychain(document.slot, keychain);
    const given = this.#isShut ? undefined : await password?.();
    if (given === undefined) throw locked();
    return await keyByPassword(document, given, { kdf, place: file.path });
  }

  async #change(make: (vault: OpenVault, records: readonly VaultRecord[]) => VaultRecord): Promise<Credential> {
    let made: VaultRecord | undefined;
    await this.#rewrite((vault, records) => {
      made = make(vault, records);
      return withRecord(records, made);
    });
    if (made === undefined) throw new Error('A change of the vault made nothing.');
    return credentialOf(made);
  }

  async #rewrite(change: (vault: OpenVault, records: readonly VaultRecord[]) => readonly VaultRecord[]): Promise<void> {
    // Opened before the lock, since a password takes a second.
    await this.#opened();
    await this.#deps.file.locked(async () => {
      const next = await this.#within(
        (vault) => withGeneration({ ...vault.document, records: [...change(vault, withoutOutdated(vault.document.records, this.#deps.clock.now()))] }, vault.dataKey),
        () => this.#openNow(),
      );
      await this.#write(next);
    });
    this.#tell();
  }

  async #write(next: VaultDocument): Promise<void> {
    const { file, generations } = this.#deps;
    await file.write(encodeDocument(next));
    // Whoever asks from here on reads what was written.
    this.#opening = undefined;
    await generations.keep({ id: next.id, generation: next.generation });
  }

  /** Keeps the key that opens the vault, unless it was locked since that began. */
  #hold(open: { readonly id: string; readonly dataKey: Uint8Array }, began: number): void {
    if (began !== this.#locks) {
      open.dataKey.fill(0);
      return;
    }
    if (this.#open?.dataKey !== open.dataKey) this.#open?.dataKey.fill(0);
    this.#open = open;
    this.#isShut = false;
    this.#tell();
  }

  #tell(): void {
    tellAll(this.#listeners, { isOpen: this.#open !== undefined });
  }
}

function demandRecord(records: readonly VaultRecord[], id: string): VaultRecord {
  const found = records.find((record) => record.id === id);
  if (found !== undefined) return found;
  throw new AppError('credential_missing', `There is no secret with the id "${id}".`, { next: '`aiwm connectors credentials list` shows which there are.', data: { id } });
}

function absent(last: VaultGeneration | undefined, place: string): AppError {
  demandNoneBefore(last, place);
  return new AppError('vault_locked', 'No vault was set up yet.', { next: '`aiwm vault setup` makes one, opened by the keychain of this machine or by a password.', data: { reason: 'absent' } });
}

function locked(): AppError {
  return new AppError('vault_locked', 'The vault is locked.', {
    next: '`aiwm vault unlock` opens that of a running host; where none runs, name the file with the password in AIWM_VAULT_PASSWORD_FILE (or --vault-password-fd) for this command, or start a host with `aiwm serve`.',
    data: { reason: 'locked' },
  });
}

function expired({ connector, label, expiresAt }: VaultRecord): AppError {
  return new AppError('credential_missing', `The secret "${label}" of the connector "${connector}" expired on ${new Date(expiresAt ?? 0).toISOString()}.`, { next: `\`aiwm connectors credentials rotate ${connector} --label ${label}\` takes a new one.`, data: { connector, label, reason: 'expired' } });
}
