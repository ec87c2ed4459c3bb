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

/** A connector without a vendor that wants a key asks without one, unless one was kept for it. */
export function keyOf({ id, entry, settings }: ConfiguredConnector, vault: CredentialVault, kept: readonly Credential[]): ConnectorKey {
  const label = settings?.credential;
  const own = kept.filter((credential) => credential.connector === id && (label === undefined || credential.label === label));
  const credential = own.find((one) => one.isDefault) ?? own[0];
  const wantsKey = entry.needsKey || label !== undefined || credential !== undefined;
  const ref = { connector: id, ...(label === undefined ? {} : { label }) };
  const secret: LendSecret = wantsKey ? async (work) => vault.use(ref, work) : async (work) => work(undefined);
  return { secret, credential, isMissing: wantsKey && credential === undefined };
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
