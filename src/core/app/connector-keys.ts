import type { ConnectorMetrics, ConnectorState, ConnectorTest } from '../domain/ports/connector-registry-port.ts';
import type { Credential, CredentialVault } from '../domain/ports/credential-vault.ts';
import type { LendSecret } from '../llm/vendor-parts.ts';
import type { ConfiguredConnector } from './configured-connectors.ts';

/** The key a connector asks with, how it is lent, and what is known of it. */
export interface ConnectorKey {
  readonly secret: LendSecret;
  readonly credential: Credential | undefined;
  readonly isMissing: boolean;
  /** How a missing one is set, or another chosen. */
  readonly hint: string;
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
  const isMeant = ({ isDefault }: Credential): boolean => label !== undefined || isDefault;
  const credential = own.find((one) => one.profile === profile && isMeant(one)) ?? own.find((one) => one.profile === undefined && isMeant(one));
  const isSeen = (one: Credential): boolean => one.connector === id && (one.profile === undefined || one.profile === profile);
  // One that lost its default key must not go on without any.
  const wantsKey = entry.needsKey || label !== undefined || kept.some(isSeen);
  const ref = { connector: id, profile, ...(label === undefined ? {} : { label }) };
  const secret: LendSecret = wantsKey ? async (work) => vault.use(ref, work) : async (work) => work(undefined);
  return { secret, credential, isMissing: wantsKey && credential === undefined, hint: missingHint(id, label, kept.filter(isSeen)) };
}

function missingHint(id: string, label: string | undefined, seen: readonly Credential[]): string {
  const set = `\`aiwm connectors credentials set ${id}`;
  if (label !== undefined) return `There is no key "${label}": ${set} --label ${label}\`.`;
  const [other] = seen;
  if (other === undefined) return `Set its key: ${set}\`.`;
  return `None of its keys is the default one: ${set} --label ${other.label} --is-default\`, or name one with \`aiwm connectors configure ${id} --credential ${other.label}\`.`;
}

/** What the keys of a connector that this profile sees are for, each said once. */
export function environmentsOf(id: string, kept: readonly Credential[], profile: string): { readonly environments?: readonly string[] } {
  const own = kept.filter((credential) => credential.connector === id && (credential.profile === undefined || credential.profile === profile));
  const environments = [...new Set(own.flatMap(({ environment }) => (environment === undefined || environment === '' ? [] : [environment])))].toSorted();
  return environments.length === 0 ? {} : { environments };
}

/** How a connector did: when it was tried, and when runs asked it. */
export interface Doing {
  readonly tested: ConnectorTest | undefined;
  readonly calls?: Pick<ConnectorMetrics, 'failuresInRow' | 'lastFailure'> | undefined;
}

/** What a list says of a connector: a key that is missing comes first, then how its last calls or its last test went, unless its key is newer. */
export function stateOf({ credential, isMissing, hint }: Pick<ConnectorKey, 'credential' | 'isMissing' | 'hint'>, { tested, calls }: Doing): { readonly state: ConnectorState; readonly detail?: string; readonly tested?: ConnectorTest } {
  if (isMissing) return { state: 'needs_key', detail: hint };
  const keyAt = credential?.rotatedAt ?? credential?.createdAt ?? 0;
  const known = tested === undefined || tested.at < keyAt ? {} : { tested };
  const { failuresInRow = 0, lastFailure } = calls ?? {};
  if (lastFailure !== undefined && failuresInRow > 0 && lastFailure.at >= Math.max(keyAt, tested?.at ?? 0)) {
    return { state: 'failed', detail: `${failuresInRow === 1 ? 'Its last call' : `Its last ${failuresInRow} calls`} failed: ${lastFailure.message}`, ...known };
  }
  const failure = known.tested?.failure;
  if (failure === undefined) return { state: 'ready', ...known };
  const isForbidden = failure.code === 'host_denied' || failure.code === 'access_denied';
  return { state: isForbidden ? 'restricted' : 'failed', detail: failure.message, ...known };
}
