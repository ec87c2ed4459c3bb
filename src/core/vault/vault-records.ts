import { AppError } from '../domain/model/errors.ts';
import { present } from '../domain/model/present.ts';
import type { Credential, CredentialRef, NewCredential } from '../domain/ports/credential-vault.ts';
import type { Random } from '../domain/ports/random.ts';
import { fingerprintOf, keyFor, recordSeal, sealed, unsealed } from './vault-cipher.ts';
import { damaged, type VaultDocument, type VaultRecord } from './vault-document.ts';

/** An open vault: its document and the key that vouches for it. */
export interface OpenVault {
  readonly document: VaultDocument;
  readonly dataKey: Uint8Array;
  readonly place: string;
}

type Meta = Omit<VaultRecord, 'secret' | 'earlier'>;

/** What is known of a record without opening it. */
export function credentialOf(record: VaultRecord): Credential {
  const { id, connector, label, profile, environment, description, isDefault, fingerprint, createdAt, rotatedAt, expiresAt, testedAt, graceUntil } = record;
  return present({ id, connector, label, profile, environment, description, isDefault, fingerprint, createdAt, rotatedAt, expiresAt, testedAt, graceUntil });
}

/** The record meant: that of the profile wins over those of all profiles, a label over the default. */
export function findRecord(records: readonly VaultRecord[], { connector, label, profile }: CredentialRef): VaultRecord | undefined {
  const own = records.filter((record) => record.connector === connector && (label === undefined || record.label === label));
  const among = (wanted: string | undefined): VaultRecord | undefined => {
    const found = own.filter((record) => record.profile === wanted);
    return label === undefined ? found.find((record) => record.isDefault) : found[0];
  };
  return (profile === undefined ? undefined : among(profile)) ?? among(undefined);
}

export interface Sealing {
  readonly vault: OpenVault;
  readonly random: Random;
}

/** A record with its secret sealed. */
export function newRecord(credential: NewCredential & { readonly id: string; readonly createdAt: number }, secret: string, { vault, random }: Sealing): VaultRecord {
  const meta: Meta = { ...credential, fingerprint: fingerprintOf(secret, vault.dataKey) };
  return present({ ...meta, secret: sealedText(meta, { which: 'secret', text: secret }, { vault, random }) });
}

/** The record with another secret; the one before stays beside it until `graceUntil`. */
export function rotatedRecord(record: VaultRecord, change: { readonly secret: string; readonly now: number; readonly graceUntil?: number; readonly testedAt?: number; readonly expiresAt?: number }, sealing: Sealing): VaultRecord {
  const { secret, now, graceUntil, testedAt, expiresAt } = change;
  const earlier = graceUntil === undefined ? undefined : sealedText(record, { which: 'earlier', text: secretOf(record, 'secret', sealing.vault) }, sealing);
  return present({
    ...record,
    fingerprint: fingerprintOf(secret, sealing.vault.dataKey),
    rotatedAt: now, testedAt, expiresAt, graceUntil, earlier,
    secret: sealedText(record, { which: 'secret', text: secret }, sealing),
  });
}

/** The record with other facts; its secret is bound to its name and sealed anew. */
export function changedRecord(record: VaultRecord, change: Partial<Pick<Credential, 'label' | 'environment' | 'description' | 'isDefault' | 'expiresAt' | 'testedAt'>>, sealing: Sealing): VaultRecord {
  const changed = { ...record, ...change };
  if (changed.label === record.label) return present(changed);
  const again = (which: 'secret' | 'earlier'): string => sealedText(changed, { which, text: secretOf(record, which, sealing.vault) }, sealing);
  return present({ ...changed, secret: again('secret'), ...(record.earlier === undefined ? {} : { earlier: again('earlier') }) });
}

/** The secret itself. */
export function secretOf(record: VaultRecord, which: 'secret' | 'earlier', { document, dataKey, place }: OpenVault): string {
  const { purpose, about } = recordSeal(document.id, record, which);
  try {
    return unsealed(keyFor(dataKey, purpose), Buffer.from(record[which] ?? '', 'hex'), about).toString('utf8');
  } catch (cause) {
    throw damaged(place, `the secret "${record.label}" of "${record.connector}" does not open`, cause);
  }
}

/** Every secret, those before a rotation included. */
export function secretsOf(vault: OpenVault): readonly { readonly fingerprint: string; readonly secret: string }[] {
  return vault.document.records.flatMap((record) =>
    (['secret', 'earlier'] as const).flatMap((which) => (record[which] === undefined ? [] : [{ fingerprint: record.fingerprint, secret: secretOf(record, which, vault) }])),
  );
}

/** The list with one record put in its place or at the end; one default for a connector and a profile. */
export function withRecord(records: readonly VaultRecord[], record: VaultRecord): readonly VaultRecord[] {
  const others = records.map((other) => (other.id === record.id ? record : record.isDefault && isSibling(other, record) ? { ...other, isDefault: false } : other));
  return others.includes(record) ? others : [...others, record];
}

export function isSibling(one: Pick<VaultRecord, 'connector' | 'profile'>, other: Pick<VaultRecord, 'connector' | 'profile'>): boolean {
  return one.connector === other.connector && one.profile === other.profile;
}

/** Without secrets whose grace is over. */
export function withoutOutdated(records: readonly VaultRecord[], now: number): VaultRecord[] {
  return records.map((record) => (record.graceUntil === undefined || record.graceUntil > now ? record : present({ ...record, graceUntil: undefined, earlier: undefined })));
}

export function missingCredential({ connector, label }: CredentialRef): AppError {
  return new AppError('credential_missing', label === undefined ? `There is no secret for the connector "${connector}", or none of them is the default one.` : `There is no secret "${label}" for the connector "${connector}".`, {
    next: `\`aiwm connectors credentials set ${connector}${label === undefined ? ' --label <label> --is-default' : ` --label ${label}`} --key-file <file>\` keeps one; \`aiwm connectors credentials list\` shows which there are.`,
    data: { connector, ...(label === undefined ? {} : { label }) },
  });
}

function sealedText(record: Meta, { which, text }: { readonly which: 'secret' | 'earlier'; readonly text: string }, { vault, random }: Sealing): string {
  const { purpose, about } = recordSeal(vault.document.id, record, which);
  return Buffer.from(sealed(keyFor(vault.dataKey, purpose), { plain: new TextEncoder().encode(text), about, random })).toString('hex');
}
