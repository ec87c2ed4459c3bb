import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import type { ConnectorRegistryPort } from '../../../src/core/domain/ports/connector-registry-port.ts';
import type { CredentialUsers } from '../../../src/core/domain/services/credential-in-use.ts';
import { createCredentialsService } from '../../../src/core/domain/services/credentials-service.ts';
import { systemClock } from '../../../src/core/platform/system-clock.ts';
import type { LocalVault } from '../../../src/core/vault/local-vault.ts';
import { password, type VaultSite, vaultSite } from '../../adapters/vault/vault-site.ts';

const call = { ...localUser('process'), correlationId: 'c', signal: new AbortController().signal };
const prod = { connector: 'claude', label: 'prod', test: true } as const;

const nothingNamed: CredentialUsers = { profiles: () => Promise.resolve([]), under: () => { throw new Error('nobody was asked for'); } };

/** A vendor that takes keys with `good` in them. */
function registry(tried: string[]): ConnectorRegistryPort {
  const known = { list: () => Promise.resolve([{ id: 'claude' }]), testSecret: (_: string, secret: string) => {
    tried.push(secret);
    return secret.includes('good') ? Promise.resolve() : Promise.reject(new AppError('credential_rejected', `The vendor does not know ${secret}.`, { data: { sent: [secret] }, cause: new Error(secret) }));
  } };
  return known as unknown as ConnectorRegistryPort;
}

describe('secrets of connectors', () => {
  let site: VaultSite;
  let vault: LocalVault;
  let tried: string[];
  let credentials: ReturnType<typeof createCredentialsService>;
  const inUse = (): Promise<string> => vault.use({ connector: 'claude', label: 'prod' }, (secret) => Promise.resolve(secret));
  beforeEach(async () => {
    site = await vaultSite();
    vault = site.open();
    tried = [];
    credentials = createCredentialsService({ vault, registry: registry(tried), config: nothingNamed, clock: systemClock });
  });
  afterEach(() => site.close());

  it('are not even tried where they could not be kept', async () => {
    await expect(credentials.set({ ...prod, secret: 'good-1' }, call)).rejects.toMatchObject({ code: 'vault_locked', data: { reason: 'absent' } });
    await vault.setUp({ kind: 'password', password });
    await vault.lock();
    await expect(credentials.set({ ...prod, secret: 'good-1' }, call)).rejects.toMatchObject({ code: 'vault_locked', data: { reason: 'locked' } });
    expect(tried).toEqual([]);
  });

  it('are kept once they are proven, or unproven on request', async () => {
    await vault.setUp({ kind: 'password', password });
    await expect(credentials.set({ ...prod, secret: 'bad-1' }, call)).rejects.toMatchObject({ code: 'credential_rejected', message: 'The vendor does not know (the secret).', data: { sent: ['(the secret)'] } });
    expect((await credentials.list({}, call)).items).toEqual([]);
    expect(await credentials.set({ ...prod, secret: 'good-1', environment: 'production' }, call)).toMatchObject({ label: 'prod', isDefault: true, state: 'valid', environment: 'production', testedAt: expect.any(String) });
    expect(await credentials.set({ ...prod, label: 'other', test: false, secret: 'bad-2' }, call)).toMatchObject({ state: 'untested', isDefault: false });
    await expect(credentials.set({ ...prod, connector: 'nobody', secret: 'good' }, call)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('stay as they are where the new one fails, and are replaced where it works', async () => {
    await vault.setUp({ kind: 'password', password });
    const { fingerprint } = await credentials.set({ ...prod, secret: 'good-1' }, call);
    for (const failing of [() => credentials.rotate({ ...prod, secret: 'bad-1', graceMinutes: 0 }, call), () => credentials.set({ ...prod, secret: 'bad-1' }, call)]) await expect(failing()).rejects.toMatchObject({ code: 'credential_rejected' });
    expect(await inUse()).toBe('good-1');
    const rotated = await credentials.rotate({ ...prod, secret: 'good-2', graceMinutes: 10 }, call);
    expect(rotated).toMatchObject({ label: 'prod', graceUntil: expect.any(String), rotatedAt: expect.any(String) });
    expect(rotated.fingerprint).not.toBe(fingerprint);
    expect(await inUse()).toBe('good-2');
    expect(await credentials.set({ ...prod, secret: 'good-3', description: 'replaced' }, call)).toMatchObject({ description: 'replaced' });
    expect((await credentials.list({}, call)).items).toHaveLength(1);
  });

  it('are shown by what is known of them, and never themselves', async () => {
    await vault.setUp({ kind: 'password', password });
    await credentials.set({ ...prod, secret: 'good-1', expiresAt: new Date(Date.now() + 1000 * 3600).toISOString() }, call);
    await vault.lock();
    const told = JSON.stringify([await credentials.list({}, call), await credentials.export({}, call)]);
    expect(told).toContain('expires_soon');
    expect(told).not.toContain('good-1');
    await expect(credentials.test({ connector: 'claude' }, call)).rejects.toMatchObject({ code: 'vault_locked' });
    await vault.unlock(password);
    expect(await credentials.test({ connector: 'claude' }, call)).toMatchObject({ latencyMs: expect.any(Number) });
    expect(await credentials.remove({ connector: 'claude', force: false }, call)).toMatchObject({ label: 'prod' });
    await expect(credentials.remove({ connector: 'claude', force: false }, call)).rejects.toMatchObject({ code: 'credential_missing' });
  });
});
