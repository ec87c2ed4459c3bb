import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CredentialVault, NewCredential } from '../../src/core/domain/ports/credential-vault.ts';

/** A vault that was set up, over a place of its own. */
export interface VaultHouse {
  readonly vault: CredentialVault;
  /** The same vault as another program sees it, opened. */
  again(): Promise<CredentialVault>;
  /** Opens it after it was locked. */
  unlock(): Promise<void>;
  /** Which profile counts where nobody names one. */
  profile: string | undefined;
  close(): Promise<void>;
}

export interface VaultContractOptions {
  readonly open: () => Promise<VaultHouse>;
  readonly kind: 'keychain' | 'password';
}

const prod: NewCredential = { connector: 'claude', label: 'prod', isDefault: false };
const seen = (secret: string): Promise<string> => Promise.resolve(secret);

/** What every vault promises, whatever opens it. */
export function describeCredentialVault(name: string, { open, kind }: VaultContractOptions): void {
  describe(`the vault opened by ${name}`, () => {
    let house: VaultHouse;
    let vault: CredentialVault;
    beforeEach(async () => {
      house = await open();
      ({ vault } = house);
    });
    afterEach(() => house.close());

    it('says what opens it', async () => {
      expect(await vault.status()).toMatchObject({ state: kind, detail: expect.any(String) });
    });

    it('keeps a secret for other programs, and tells what is known of it without the secret', async () => {
      const kept = await vault.save({ ...prod, environment: 'production', description: 'Ours', expiresAt: 4e12, testedAt: 5 }, 'sk-first-secret');
      expect(kept).toMatchObject({ connector: 'claude', label: 'prod', environment: 'production', description: 'Ours', isDefault: true, expiresAt: 4e12, testedAt: 5, fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/u) });
      const other = await house.again();
      expect(await other.list()).toEqual([kept]);
      expect(JSON.stringify(await other.list())).not.toContain('sk-first');
      expect(await other.use({ connector: 'claude', label: 'prod' }, seen)).toBe('sk-first-secret');
      expect(await other.use({ connector: 'claude' }, seen)).toBe('sk-first-secret');
    });

    it('gives any text back as it was: large, empty of letters, of all alphabets', async () => {
      const secrets = ['x', '  with spaces\n', 'Ключ🔑', 'k'.repeat(65_536)];
      for (const [at, secret] of secrets.entries()) await vault.save({ connector: 'c', label: `l${at}`, isDefault: false }, secret);
      for (const [at, secret] of secrets.entries()) expect(await vault.use({ connector: 'c', label: `l${at}` }, seen)).toBe(secret);
    });

    it('has one default for a connector, and takes the only one where there is one', async () => {
      await vault.save(prod, 'sk-a');
      const sandbox = await vault.save({ ...prod, label: 'sandbox' }, 'sk-b');
      expect(sandbox.isDefault).toBe(false);
      expect(await vault.use({ connector: 'claude' }, seen)).toBe('sk-a');
      await vault.update(sandbox.id, { isDefault: true });
      expect((await vault.list()).filter(({ isDefault }) => isDefault).map(({ label }) => label)).toEqual(['sandbox']);
      expect(await vault.use({ connector: 'claude' }, seen)).toBe('sk-b');
    });

    it('takes the secrets of the active profile before those of all', async () => {
      await vault.save(prod, 'sk-everyone');
      await vault.save({ ...prod, profile: 'work' }, 'sk-work');
      expect(await vault.use({ connector: 'claude', label: 'prod' }, seen)).toBe('sk-everyone');
      house.profile = 'work';
      expect(await vault.use({ connector: 'claude', label: 'prod' }, seen)).toBe('sk-work');
      house.profile = 'home';
      expect(await vault.use({ connector: 'claude', label: 'prod' }, seen)).toBe('sk-everyone');
      expect(await vault.use({ connector: 'claude', profile: 'work' }, seen)).toBe('sk-work');
    });

    it('replaces a secret at once, and refuses a second one of the same name', async () => {
      const { id, fingerprint } = await vault.save(prod, 'sk-old');
      await expect(vault.save(prod, 'sk-other')).rejects.toMatchObject({ code: 'conflict' });
      const rotated = await vault.rotate(id, { secret: 'sk-new', testedAt: 7 });
      expect(rotated).toMatchObject({ id, testedAt: 7, rotatedAt: expect.any(Number) });
      expect(rotated.fingerprint).not.toBe(fingerprint);
      expect(await vault.use({ connector: 'claude' }, seen)).toBe('sk-new');
    });

    it('goes on knowing a secret under another label', async () => {
      const { id } = await vault.save(prod, 'sk-moved');
      await vault.update(id, { label: 'live' });
      expect(await vault.use({ connector: 'claude', label: 'live' }, seen)).toBe('sk-moved');
      await expect(vault.use({ connector: 'claude', label: 'prod' }, seen)).rejects.toMatchObject({ code: 'credential_missing' });
    });

    it('forgets a secret, and says what is missing', async () => {
      const { id } = await vault.save(prod, 'sk-gone');
      await vault.remove(id);
      await expect(vault.use({ connector: 'claude' }, seen)).rejects.toMatchObject({ code: 'credential_missing', message: expect.stringContaining('claude'), next: expect.stringContaining('aiwm') });
      for (const call of [() => vault.remove(id), () => vault.rotate(id, { secret: 'x' }), () => vault.update(id, { label: 'x' })]) await expect(call()).rejects.toMatchObject({ code: 'credential_missing' });
    });

    it('does not hand out what has expired', async () => {
      await vault.save({ ...prod, expiresAt: 1 }, 'sk-late');
      await expect(vault.use({ connector: 'claude' }, seen)).rejects.toMatchObject({ code: 'credential_missing', data: { reason: 'expired' } });
    });

    it('wraps bytes for one purpose, for other programs with the same vault', async () => {
      const plain = new TextEncoder().encode('key of a run');
      const wrapped = await vault.wrap('run-key', plain);
      expect(Buffer.from(wrapped).includes(Buffer.from(plain))).toBe(false);
      expect(Buffer.from(await (await house.again()).unwrap('run-key', wrapped))).toEqual(Buffer.from(plain));
      await expect(vault.unwrap('another', wrapped)).rejects.toMatchObject({ code: 'integrity' });
      await expect(vault.unwrap('run-key', wrapped.slice(0, -1))).rejects.toMatchObject({ code: 'integrity' });
    });

    it('tells who watches when it closes and opens, and forgets its key in between', async () => {
      await vault.save(prod, 'sk-kept');
      const heard: boolean[] = [];
      const stop = vault.watch(({ isOpen }) => heard.push(isOpen));
      expect(await vault.lock()).toMatchObject({ state: 'locked' });
      expect(await vault.list()).toHaveLength(1);
      if (kind === 'password') await expect(vault.use({ connector: 'claude' }, seen)).rejects.toMatchObject({ code: 'vault_locked' });
      await house.unlock();
      expect(await vault.use({ connector: 'claude' }, seen)).toBe('sk-kept');
      stop();
      await vault.lock();
      expect(heard).toEqual([false, true]);
    });
  });
}
