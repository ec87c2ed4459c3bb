import { cleanError } from '../model/clean-error.ts';
import { AppError } from '../model/errors.ts';
import { instantMs } from '../model/instant.ts';
import { present } from '../model/present.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorRegistryPort } from '../ports/connector-registry-port.ts';
import type { Credential, CredentialVault } from '../ports/credential-vault.ts';
import type { AreaService } from './area-service.ts';
import { type CredentialUsers, demandUnnamed } from './credential-in-use.ts';
import { credentialView } from './credential-view.ts';

export interface CredentialsServiceDeps {
  readonly vault: CredentialVault;
  readonly registry: ConnectorRegistryPort;
  readonly config: CredentialUsers;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
}

interface Named {
  readonly connector: string;
  readonly label?: string | undefined;
  readonly profile?: string | undefined;
}

/** Secrets of connectors: one is kept only once it was proven, and none ever comes back. */
export function createCredentialsService(deps: CredentialsServiceDeps): AreaService<'credentials'> {
  const { vault, registry, config, clock } = deps;
  const view = (credential: Credential) => credentialView(credential, clock.now());
  return {
    async list(filter) {
      const items = (await keysOf(vault, filter)).map(view);
      // None is the answer of a vault that is there, not of one that is lost.
      if (items.length === 0) await vault.status();
      return { items };
    },
    async set({ connector, label, secret, profile, environment, description, expiresAt, isDefault, test }, { signal }) {
      await demandConnector(registry, connector);
      await demandOpen(vault);
      const earlier = exactly(await vault.list(), { connector, label, profile });
      const proof = test ? await proven(deps, { connector, secret }, signal) : {};
      const expiry = expiryOf(expiresAt, clock.now());
      const facts = present({ environment, description });
      if (earlier === undefined) return view(await vault.save({ connector, label, isDefault: isDefault ?? false, ...present({ profile }), ...facts, ...expiry, ...proof }, secret));
      const rotated = await vault.rotate(earlier.id, { secret, ...expiry, ...proof });
      const change = { ...facts, ...(isDefault === true ? { isDefault } : {}) };
      return view(Object.keys(change).length === 0 ? rotated : await vault.update(earlier.id, change));
    },
    async rotate({ secret, graceMinutes, expiresAt, test, ...named }, { signal }) {
      await demandOpen(vault);
      const { id, connector, label } = meant(await vault.list(), named);
      const proof = test ? await proven(deps, { connector, secret }, signal).catch((error: unknown) => { throw stillTheOld(error, { connector, label }); }) : {};
      return view(await vault.rotate(id, { secret, graceMs: graceMinutes * 60_000, ...expiryOf(expiresAt, clock.now()), ...proof }));
    },
    async test(named, { signal }) {
      const { id, connector, label, profile } = meant(await vault.list(), named);
      const begun = clock.monotonic();
      // Kept from the vault, which would take the secret of before within its grace: that one is not asked about.
      const failure = await vault.use({ connector, label, ...present({ profile }) }, (secret) => proven(deps, { connector, secret }, signal).then(() => undefined, (error: unknown) => ({ error })));
      if (failure !== undefined) throw failure.error;
      await vault.update(id, { testedAt: clock.now() });
      return { id, latencyMs: clock.monotonic() - begun };
    },
    async remove({ force, ...named }) {
      const kept = await vault.list();
      const key = meant(kept, named);
      if (!force) await demandUnnamed(key, kept, config);
      const { id, connector, label } = key;
      await vault.remove(id);
      return { id, connector, label };
    },
    async export({ connector }) {
      const { state } = await vault.status();
      return { format: 'aiwm.credentials/1', vault: state, items: (await keysOf(vault, { connector })).map(view) };
    },
  };
}

async function keysOf(vault: CredentialsServiceDeps['vault'], { connector, profile }: { readonly connector?: string | undefined; readonly profile?: string | undefined }): Promise<readonly Credential[]> {
  return (await vault.list()).filter((one) => (connector === undefined || one.connector === connector) && (profile === undefined || one.profile === profile));
}

/** When the connector took the secret; its refusal where it did not. */
async function proven({ registry, clock }: CredentialsServiceDeps, { connector, secret }: { readonly connector: string; readonly secret: string }, signal: AbortSignal): Promise<{ readonly testedAt: number }> {
  try {
    await registry.testSecret(connector, secret, signal);
  } catch (error) {
    // A vendor may repeat what it was sent.
    throw cleanError(error, (text) => text.replaceAll(secret, '(the secret)'));
  }
  return { testedAt: clock.now() };
}

async function demandConnector(registry: ConnectorRegistryPort, id: string): Promise<void> {
  const connectors = await registry.list();
  if (connectors.some((connector) => connector.id === id)) return;
  throw new AppError('not_found', `There is no connector "${id}".`, { next: `Use one of: ${connectors.map((connector) => connector.id).join(', ')}.`, data: { id } });
}

/** A new key that was rejected changes nothing, and is given again. */
function stillTheOld(error: unknown, { connector, label }: { readonly connector: string; readonly label: string }): unknown {
  if (!(error instanceof AppError) || error.code !== 'credential_rejected') return error;
  return new AppError(error.code, error.message, { next: `The key of before stays in force. Try another: \`aiwm connectors credentials rotate ${connector} --label ${label}\`.`, ...present({ data: error.data }), cause: error });
}

/** Before a vendor is asked anything: what could not be kept need not be proven. */
async function demandOpen(vault: CredentialVault): Promise<void> {
  const { state, detail } = await vault.status();
  if (state === 'keychain' || state === 'password') return;
  throw new AppError('vault_locked', `Nothing can be kept: ${detail}`, {
    next: state === 'absent' ? '`aiwm vault setup` makes a vault, opened by the keychain of this machine or by a password.' : '`aiwm vault unlock` opens that of a running host; where none runs, name the file with the password in AIWM_VAULT_PASSWORD_FILE for this command, or start a host with `aiwm serve`.',
    data: { reason: state },
  });
}

function exactly(list: readonly Credential[], { connector, label, profile }: Named): Credential | undefined {
  return list.find((one) => one.connector === connector && one.label === label && one.profile === profile);
}

/** The one that was named: by its label, else the default one, else the only one. */
function meant(list: readonly Credential[], { connector, label, profile }: Named): Credential {
  const own = list.filter((one) => one.connector === connector && one.profile === profile && (label === undefined || one.label === label));
  const found = own.find((one) => label !== undefined || one.isDefault) ?? (own.length === 1 ? own[0] : undefined);
  if (found !== undefined) return found;
  throw new AppError('credential_missing', label === undefined ? `The connector "${connector}" has no secret that is meant without a label.` : `The connector "${connector}" has no secret "${label}".`, {
    next: `\`aiwm connectors credentials list ${connector}\` shows which there are.`,
    data: { connector, ...(label === undefined ? {} : { label }) },
  });
}

function expiryOf(text: string | undefined, now: number): { readonly expiresAt?: number } {
  const expiresAt = text === undefined ? undefined : instantMs(text);
  if (expiresAt !== undefined && expiresAt <= now) throw new AppError('input_invalid', `The key would have expired already, at ${text ?? ''}.`, { next: 'Give a moment to come, or none.', data: { field: 'expiresAt' } });
  return expiresAt === undefined ? {} : { expiresAt };
}
