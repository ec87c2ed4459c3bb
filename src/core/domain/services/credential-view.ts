import { toInstant } from '../model/instant.ts';
import type { CredentialView } from '../operations/credentials.ts';
import type { Credential } from '../ports/credential-vault.ts';

/** So long before a secret expires it is said that it will. */
const soonMs = 14 * 24 * 60 * 60_000;

const times = ['rotatedAt', 'testedAt', 'expiresAt', 'graceUntil'] as const;

/** A credential as doors show it. */
export function credentialView(credential: Credential, now: number): CredentialView {
  const { id, connector, label, profile, environment, description, isDefault, fingerprint, createdAt } = credential;
  return {
    id,
    connector,
    label,
    ...(profile === undefined ? {} : { profile }),
    ...(environment === undefined ? {} : { environment }),
    ...(description === undefined ? {} : { description }),
    isDefault,
    fingerprint,
    state: stateOf(credential, now),
    createdAt: toInstant(createdAt),
    ...Object.fromEntries(times.flatMap((name) => (credential[name] === undefined ? [] : [[name, toInstant(credential[name])]]))),
  };
}

function stateOf({ expiresAt, testedAt }: Credential, now: number): CredentialView['state'] {
  if (expiresAt !== undefined && expiresAt <= now) return 'expired';
  if (expiresAt !== undefined && expiresAt - soonMs <= now) return 'expires_soon';
  return testedAt === undefined ? 'untested' : 'valid';
}
