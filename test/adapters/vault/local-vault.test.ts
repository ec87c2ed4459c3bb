import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import { cachedVault } from '../../../src/core/vault/cached-vault.ts';
import type { LocalVault } from '../../../src/core/vault/local-vault.ts';
import { decodeDocument, encodeDocument, type VaultDocument } from '../../../src/core/vault/vault-document.ts';
import { password, type VaultSite, vaultSite } from './vault-site.ts';

const prod = { connector: 'claude', label: 'prod', isDefault: true } as const;
const seen = (secret: string): Promise<string> => Promise.resolve(secret);

let site: VaultSite;
let vault: LocalVault;
beforeEach(async () => {
  site = await vaultSite();
  vault = site.open();
  await vault.setUp({ kind: 'password', password });
});
afterEach(() => site.close());

/** The file with something changed by hand, by somebody who knows how it is written. */
async function rewritten(change: (document: VaultDocument) => VaultDocument): Promise<void> {
  await site.put(encodeDocument(change(decodeDocument(await site.text(), site.path))));
}

describe('the file of the vault', () => {
  it('is for its owner alone, shows no secret, and leaves nothing beside it', async () => {
    await vault.save(prod, 'sk-very-secret-value');
    const text = await site.text();
    for (const encoding of ['utf8', 'base64', 'hex', 'base64url', 'utf16le'] as const) expect(text).not.toContain(Buffer.from('sk-very-secret-value').toString(encoding));
    expect(await readdir(site.directory)).toEqual(['vault.json']);
    if (process.platform !== 'win32') {
      expect((await stat(site.path)).mode & 0o777).toBe(0o600);
      expect((await stat(site.directory)).mode & 0o777).toBe(0o700);
    }
  });

  it('refuses records that changed places, names or are gone', async () => {
    await vault.save(prod, 'sk-one');
    await vault.save({ connector: 'claude', label: 'test', isDefault: false }, 'sk-two');
    const before = await site.text();
    const changes: readonly ((document: VaultDocument) => VaultDocument)[] = [
      (document) => ({ ...document, records: document.records.toReversed() }),
      (document) => ({ ...document, records: document.records.map((record, at) => ({ ...record, secret: document.records[1 - at]?.secret ?? '' })) }),
      (document) => ({ ...document, records: document.records.map((record) => ({ ...record, connector: 'openai' })) }),
      (document) => ({ ...document, records: document.records.slice(1) }),
      (document) => ({ ...document, generation: document.generation + 1 }),
    ];
    for (const change of changes) {
      await site.put(before);
      await rewritten(change);
      await expect(vault.use({ connector: 'claude', label: 'prod' }, seen)).rejects.toMatchObject({ code: 'integrity' });
    }
  });

  it('refuses parameters below the floor and above the ceiling before it computes anything', async () => {
    const before = await site.text();
    let computed = 0;
    const counting = { derive: () => { computed += 1; return Promise.resolve(new Uint8Array(32)); } };
    for (const wrong of [{ memoryKib: 8 }, { memoryKib: 1_048_577 }, { passes: 1 }, { passes: 11 }, { lanes: 0 }, { lanes: 9 }]) {
      await site.put(before);
      await rewritten((document) => (document.slot.kind === 'password' ? { ...document, slot: { ...document.slot, kdf: { ...document.slot.kdf, ...wrong } } } : document));
      await expect(site.open({ kdf: counting }).unlock(password)).rejects.toMatchObject({ code: 'integrity' });
    }
    expect(computed).toBe(0);
    // Within the bounds, but not what the key was wrapped with.
    await site.put(before);
    await rewritten((document) => (document.slot.kind === 'password' ? { ...document, slot: { ...document.slot, kdf: { ...document.slot.kdf, passes: 2 } } } : document));
    await expect(site.open().unlock(password)).rejects.toMatchObject({ code: 'vault_locked' });
  });

  it('that is older than the one before is noticed, and taken only on request', async () => {
    await vault.save(prod, 'sk-old');
    const older = await site.text();
    const [known] = await vault.list();
    await vault.rotate(known?.id ?? '', { secret: 'sk-new' });
    await site.put(older);
    await expect(vault.use({ connector: 'claude' }, seen)).rejects.toMatchObject({ code: 'integrity', data: { reason: 'older' } });
    await expect(site.open().unlock(password)).rejects.toMatchObject({ code: 'integrity' });
    const again = site.open();
    expect(await again.unlock(password, { acceptOlder: true })).toMatchObject({ state: 'password' });
    expect(await again.use({ connector: 'claude' }, seen)).toBe('sk-old');
  });

  it('of another vault in its place is noticed', async () => {
    const other = await vaultSite();
    await other.open().setUp({ kind: 'password', password });
    await site.put(await other.text());
    await expect(site.open().unlock(password)).rejects.toMatchObject({ code: 'integrity', data: { reason: 'older' } });
    await other.close();
  });

  it('keeps the changes of two programs at once', async () => {
    const other = site.open();
    await other.unlock(password);
    await Promise.all(Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? vault : other).save({ connector: 'claude', label: `n${at}`, isDefault: false }, `sk-${at}`)));
    expect((await vault.list()).map(({ label }) => label).toSorted()).toEqual(Array.from({ length: 12 }, (_, at) => `n${at}`).toSorted());
    expect(await other.use({ connector: 'claude', label: 'n4' }, seen)).toBe('sk-4');
  });

  it('is written although a dead program left its lock', async () => {
    const lock = join(site.directory, 'vault.lock');
    await writeFile(lock, '1\n');
    await utimes(lock, 0, 0);
    expect(await vault.save(prod, 'sk-one')).toMatchObject({ label: 'prod' });
  });
});

describe('opening', () => {
  it('needs the password, however its letters are composed', async () => {
    const place = await vaultSite();
    await place.open().setUp({ kind: 'password', password: 'Pä55wört-lang'.normalize('NFC') });
    expect(await place.open().status()).toMatchObject({ state: 'locked' });
    expect(await place.open().unlock('Pä55wört-lang'.normalize('NFD'))).toMatchObject({ state: 'password' });
    await expect(place.open().unlock('something else')).rejects.toMatchObject({ code: 'vault_locked', data: { reason: 'wrong_password' } });
    await expect(place.open().use({ connector: 'claude' }, seen)).rejects.toMatchObject({ code: 'vault_locked', data: { reason: 'locked' } });
    await place.close();
  });

  it('takes the password the program was started with, once, and not after somebody locked it', async () => {
    let asked = 0;
    const started = site.open({ password: () => { asked += 1; return Promise.resolve(password); } });
    expect(await Promise.all([started.status(), started.status()])).toMatchObject([{ state: 'password' }, { state: 'password' }]);
    expect(asked).toBe(1);
    await started.lock();
    expect(await started.status()).toMatchObject({ state: 'locked' });
    await expect(started.use({ connector: 'claude' }, seen)).rejects.toMatchObject({ code: 'vault_locked' });
    expect(asked).toBe(1);
  });

  it('tells of no vault where there is none, and refuses a second one and a short password', async () => {
    const place = await vaultSite();
    expect(await place.open().status()).toMatchObject({ state: 'absent', keychainAvailable: false });
    await expect(place.open().wrap('x', new Uint8Array(1))).rejects.toMatchObject({ code: 'vault_locked', data: { reason: 'absent' } });
    await expect(place.open().setUp({ kind: 'password', password: 'short' })).rejects.toMatchObject({ code: 'input_invalid' });
    expect(await place.open().status()).toMatchObject({ state: 'absent' });
    await expect(vault.setUp({ kind: 'password', password })).rejects.toMatchObject({ code: 'conflict' });
    await place.close();
  });

  it('goes by the new password alone once it was changed, with the same secrets', async () => {
    await vault.save(prod, 'sk-kept');
    const sealedBefore = decodeDocument(await site.text(), '').records;
    await expect(vault.changePassword({ current: 'not this one', next: 'another one' })).rejects.toMatchObject({ code: 'vault_locked' });
    await vault.changePassword({ current: password, next: 'another one' });
    expect(decodeDocument(await site.text(), '').records).toEqual(sealedBefore);
    await expect(site.open().unlock(password)).rejects.toMatchObject({ code: 'vault_locked' });
    const again = site.open();
    await again.unlock('another one');
    expect(await again.use({ connector: 'claude' }, seen)).toBe('sk-kept');
  });
});

describe('a secret', () => {
  it('kept in memory is not given once the vault is locked', async () => {
    const cached = cachedVault(vault, { clock: { monotonic: () => 0 } });
    await cached.save(prod, 'sk-cached');
    expect(await cached.use({ connector: 'claude' }, seen)).toBe('sk-cached');
    const text = await site.text();
    await site.put('unreadable');
    expect(await cached.use({ connector: 'claude' }, seen)).toBe('sk-cached');
    await site.put(text);
    await cached.lock();
    await expect(cached.use({ connector: 'claude' }, seen)).rejects.toMatchObject({ code: 'vault_locked' });
  });

  it('before a rotation is taken within its grace where the new one is rejected, and forgotten after it', async () => {
    const { id } = await vault.save(prod, 'sk-old');
    await vault.rotate(id, { secret: 'sk-new', graceMs: 60_000 });
    const tried: string[] = [];
    const picky = (secret: string): Promise<string> => {
      tried.push(secret);
      return secret === 'sk-old' ? Promise.resolve(secret) : Promise.reject(new AppError('credential_rejected', 'No.'));
    };
    expect(await vault.use({ connector: 'claude' }, picky)).toBe('sk-old');
    expect(tried).toEqual(['sk-new', 'sk-old']);
    site.laterMs = 61_000;
    await expect(vault.use({ connector: 'claude' }, picky)).rejects.toMatchObject({ code: 'credential_rejected' });
    await vault.update(id, { description: 'after' });
    expect(decodeDocument(await site.text(), '').records[0]).not.toHaveProperty('earlier');
  });

  it('that was handed out is cleared from texts until the vault is locked', async () => {
    await vault.save(prod, 'sk-handed-out');
    await vault.use({ connector: 'claude' }, seen);
    expect(vault.redact('failed with sk-handed-out!')).toMatch(/^failed with \(secret [0-9a-f]{12}\)!$/u);
  });
});

describe('what leaves the house', () => {
  it('is cleared of every secret the vault holds, used or not, and of the one before a rotation', async () => {
    const { id } = await vault.save(prod, 'sk-never-used-1');
    await vault.rotate(id, { secret: 'sk-never-used-2', graceMs: 60_000 });
    const later = site.open();
    await later.unlock(password);

    const redact = await later.redactor();

    expect(redact('a sk-never-used-1, a sk-never-used-2, a word')).not.toMatch(/sk-never/u);
    expect(redact('a word')).toBe('a word');
    expect(later.redact('a sk-never-used-2')).toContain('sk-never-used-2');
  });

  it('waits for a vault that holds secrets and is locked, and for no other', async () => {
    await expect(site.open().redactor().then((redact) => redact('a word'))).resolves.toBe('a word');
    await vault.save(prod, 'sk-never-used-1');
    await vault.lock();

    await expect(vault.redactor()).rejects.toMatchObject({ code: 'vault_locked' });
  });
});
