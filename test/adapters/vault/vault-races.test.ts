import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cachedVault } from '../../../src/core/vault/cached-vault.ts';
import type { Keychain } from '../../../src/core/vault/keychain.ts';
import type { LocalVaultDeps } from '../../../src/core/vault/local-vault.ts';
import type { PasswordKdf } from '../../../src/core/vault/password-kdf.ts';
import { password, type VaultSite, vaultSite } from './vault-site.ts';

const claude = { connector: 'claude' } as const;
const seen = (secret: string): Promise<string> => Promise.resolve(secret);

/** A place where whoever comes by is held until it is let go: only from `arm` on. */
class Gate {
  #armed: { readonly reached: PromiseWithResolvers<void>; readonly open: PromiseWithResolvers<void> } | undefined;
  #skip = 0;

  /** Resolves when somebody stands at it, after `skip` others went through. */
  async reached(skip = 0): Promise<void> {
    this.#skip = skip;
    this.#armed = { reached: Promise.withResolvers(), open: Promise.withResolvers() };
    await this.#armed.reached.promise;
  }

  open(): void {
    this.#armed?.open.resolve();
    this.#armed = undefined;
  }

  async pass(): Promise<void> {
    if (this.#armed === undefined || this.#skip-- > 0) return;
    this.#armed.reached.resolve();
    await this.#armed.open.promise;
  }
}

let site: VaultSite;
let gate: Gate;
beforeEach(async () => {
  site = await vaultSite();
  gate = new Gate();
  const vault = site.open();
  await vault.setUp({ kind: 'password', password });
  await vault.save({ connector: 'claude', label: 'a', isDefault: true }, 'sk-first-secret');
});
afterEach(() => site.close());

/** Stops at the gate whenever it asks the database. */
function gatedDatabase(): Pick<LocalVaultDeps, 'generations'> {
  const { generations } = site;
  return { generations: { keep: (last, how) => generations.keep(last, how), last: async () => { await gate.pass(); return await generations.last(); } } };
}

/** Stops at the gate whenever it makes a key of a password. */
const gatedKdf: PasswordKdf = {
  async derive(given, parameters) {
    await gate.pass();
    return new Uint8Array(createHash('sha256').update(JSON.stringify(parameters)).update(given).digest());
  },
};

describe('a vault that is locked while', () => {
  for (const skip of [0, 1, 2]) {
    it(`a secret is saved opens by its password again, with every secret that was told to be saved (${skip})`, async () => {
      const vault = site.open(gatedDatabase());
      await vault.unlock(password);
      const reached = gate.reached(skip);
      const saving = vault.save({ connector: 'claude', label: 'b', isDefault: false }, 'sk-second-secret').then(() => 'saved', (error: unknown) => error);
      await Promise.race([reached, saving]);
      await vault.lock();
      gate.open();
      const outcome = await saving;
      if (outcome !== 'saved') expect(outcome).toMatchObject({ code: 'vault_locked' });
      const again = site.open();
      await again.unlock(password);
      expect(await again.use({ ...claude, label: 'a' }, seen)).toBe('sk-first-secret');
      if (outcome === 'saved') expect(await again.use({ ...claude, label: 'b' }, seen)).toBe('sk-second-secret');
      expect(await vault.status()).toMatchObject({ state: 'locked' });
    });
  }

  it('bytes are wrapped wraps them with its key or not at all', async () => {
    const vault = site.open(gatedDatabase());
    await vault.unlock(password);
    const reached = gate.reached();
    const outcomes = [0, 1].map((at) => vault.wrap('run-key/x', new Uint8Array(32).fill(at)).catch((error: unknown) => error));
    await reached;
    await vault.lock();
    gate.open();
    for (const outcome of await Promise.all(outcomes)) expect(outcome).toMatchObject({ code: 'vault_locked' });
  });

  it('a password opens it stays locked', async () => {
    const vault = site.open({ password: () => Promise.resolve(password), kdf: gatedKdf });
    const reached = gate.reached();
    const wrapping = vault.wrap('x', new Uint8Array(4)).catch((error: unknown) => error);
    await reached;
    await vault.lock();
    gate.open();
    expect(await wrapping).toMatchObject({ code: 'vault_locked' });
    expect(await vault.status()).toMatchObject({ state: 'locked' });
  });

  it('somebody unlocks it or changes its password stays locked', async () => {
    for (const opening of ['unlock', 'change'] as const) {
      const vault = site.open({ kdf: gatedKdf });
      const reached = gate.reached();
      const opened = opening === 'unlock' ? vault.unlock(password) : vault.changePassword({ current: password, next: 'another password' });
      await reached;
      await vault.lock();
      gate.open();
      await opened;
      expect(await vault.status(), opening).toMatchObject({ state: 'locked' });
    }
  });

  it('the keychain opens it is opened by the keychain anew', async () => {
    const kept = new Map<string, Uint8Array>();
    const keychain: Keychain = {
      probe: () => Promise.resolve({ available: true, detail: 'There is one.' }),
      write: (account, bytes) => { kept.set(account, Uint8Array.from(bytes)); return Promise.resolve(); },
      read: async (account) => { await gate.pass(); const found = kept.get(account); return found === undefined ? undefined : Uint8Array.from(found); },
      remove: (account) => { kept.delete(account); return Promise.resolve(); },
    };
    const place = await vaultSite(keychain);
    await place.open().setUp({ kind: 'keychain' });
    const vault = place.open();
    const reached = gate.reached();
    const wrapping = vault.wrap('x', new Uint8Array([1, 2, 3]));
    await reached;
    await vault.lock();
    gate.open();
    expect(await place.open().unwrap('x', await wrapping)).toEqual(Buffer.from([1, 2, 3]));
    await place.close();
  });
});

describe('a vault that is unlocked twice at once', () => {
  it('goes on with whichever key came last', async () => {
    const vault = site.open(gatedDatabase());
    await vault.unlock(password);
    const reached = gate.reached();
    const using = vault.use(claude, seen);
    await reached;
    gate.open();
    await Promise.all([vault.unlock(password), vault.unlock(password)]);
    expect(await using).toBe('sk-first-secret');
  });
});

describe('a vault that another program writes while', () => {
  it('a password opens it is no older than what was there before', async () => {
    const vault = site.open({ password: () => Promise.resolve(password), kdf: gatedKdf });
    const reached = gate.reached();
    const using = vault.use(claude, seen);
    await reached;
    const other = site.open();
    await other.unlock(password);
    await other.save({ connector: 'claude', label: 'b', isDefault: false }, 'sk-second-secret');
    gate.open();
    expect(await using).toBe('sk-first-secret');
    expect(await vault.use({ ...claude, label: 'b' }, seen)).toBe('sk-second-secret');
  });

  it('the database answers gives no false alarm either', async () => {
    const vault = site.open(gatedDatabase());
    await vault.unlock(password);
    const reached = gate.reached();
    const using = vault.use(claude, seen);
    await reached;
    const other = site.open();
    await other.unlock(password);
    await other.save({ connector: 'claude', label: 'b', isDefault: false }, 'sk-second-secret');
    gate.open();
    expect(await using).toBe('sk-first-secret');
  });
});

describe('a secret kept in memory', () => {
  for (const change of ['lock', 'remove', 'rotate'] as const) {
    it(`is not lent after ${change}, though a call with it was under way`, async () => {
      const inner = site.open();
      await inner.unlock(password);
      const vault = cachedVault(inner, { clock: { monotonic: () => 0 } });
      const [known] = await vault.list();
      const id = known?.id ?? '';
      const reached = gate.reached();
      const under = vault.use(claude, async (secret) => { await gate.pass(); return secret; });
      await reached;
      if (change === 'lock') await vault.lock();
      else if (change === 'remove') await vault.remove(id);
      else await vault.rotate(id, { secret: 'sk-rotated-secret' });
      gate.open();
      expect(await under).toBe('sk-first-secret');
      const next = vault.use(claude, seen);
      if (change === 'rotate') expect(await next).toBe('sk-rotated-secret');
      else await expect(next).rejects.toMatchObject({ code: change === 'lock' ? 'vault_locked' : 'credential_missing' });
    });
  }
});
