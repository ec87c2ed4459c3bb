import type { ConnectorTest, ConnectorState } from '../domain/ports/connector-registry-port.ts';
import type { Credential, CredentialVault } from '../domain/ports/credential-vault.ts';
import type { LendSecret } from '../llm/vendor-parts.ts';
import type { ConfiguredConnector } from './configured-connectors.ts';

/** The key a connector asks with, how it is lent, and what is known of it. */
export interface ConnectorKey {
  readonly secret: LendSecret;
  readonly credential: Credential | undefined;
  readonly isMissing: boolean;
}

/** Where keys are looked for. */
export interface KeysOfProfile {
  readonly vault: Pick<CredentialVault, 'use'>;
  readonly kept: readonly Credential[];
  /** Its own keys come before those of all profiles; those of others are not seen. */
  readonly profile: string;
}

/** A connector without a vendor that wants a key asks without one, unless one was kept for it. */
export function keyOf({ id, entry, settings }: ConfiguredConnector, { vault, kept, profile }: KeysOfProfile): ConnectorKey {
  const label = settings?.credential;
  const own = kept.filter((credential) => credential.connector === id && (label === undefined || credential.label === label));
  const credential = meant(own, profile) ?? meant(own, undefined);
  const wantsKey = entry.needsKey || label !== undefined || credential !== undefined;
  const ref = { connector: id, profile, ...(label === undefined ? {} : { label }) };
  const secret: LendSecret = wantsKey ? async (work) => vault.use(ref, work) : async (work) => work(undefined);
  return { secret, credential, isMissing: wantsKey && credential === undefined };
}

/** The default one, or the only one, as the vault finds it. */
function meant(own: readonly Credential[], profile: string | undefined): Credential | undefined {
  const found = own.filter((credential) => credential.profile === profile);
  return found.find((one) => one.isDefault) ?? (found.length === 1 ? found[0] : undefined);
}

/** What the keys of a connector that this profile sees are for, each said once. */
export function environmentsOf(id: string, kept: readonly Credential[], profile: string): { readonly environments?: readonly string[] } {
  const own = kept.filter((credential) => credential.connector === id && (credential.profile === undefined || credential.profile === profile));
  const environments = [...new Set(own.flatMap(({ environment }) => (environment === undefined || environment === '' ? [] : [environment])))].toSorted();
  return environments.length === 0 ? {} : { environments };
}

/** What a list says of a connector: a key that is missing comes first, then how its last test went, unless its key is newer. */
export function stateOf(id: string, { credential, isMissing }: Pick<ConnectorKey, 'credential' | 'isMissing'>, tested: ConnectorTest | undefined): { readonly state: ConnectorState; readonly detail?: string; readonly tested?: ConnectorTest } {
  if (isMissing) return { state: 'needs_key', detail: `Set its key: \`aiwm connectors credentials set ${id}\`.` };
  const isStale = tested === undefined || tested.at < (credential?.rotatedAt ?? credential?.createdAt ?? 0);
  if (isStale) return { state: 'ready' };
  const { failure } = tested;
  if (failure === undefined) return { state: 'ready', tested };
  const isForbidden = failure.code === 'host_denied' || failure.code === 'access_denied';
  return { state: isForbidden ? 'restricted' : 'failed', detail: failure.message, tested };
}
