import { z } from 'zod';
import { command, query } from './define-operation.ts';
import { secretText } from './secret-text.ts';
import { Instant } from './shapes.ts';

const CredentialView = z.object({
  id: z.string(),
  connector: z.string(),
  label: z.string(),
  profile: z.string().optional().describe('The one it is for; absent for all'),
  environment: z.string().optional(),
  description: z.string().optional(),
  isDefault: z.boolean().describe('Taken where nobody names a label'),
  fingerprint: z.string().describe('Tells two secrets apart and says nothing of either'),
  state: z.enum(['valid', 'untested', 'expires_soon', 'expired']),
  createdAt: Instant,
  rotatedAt: Instant.optional(),
  testedAt: Instant.optional(),
  expiresAt: Instant.optional(),
  graceUntil: Instant.optional().describe('Until when the secret before the last rotation is kept'),
});
export type CredentialView = z.infer<typeof CredentialView>;

const connector = z.string().min(1).max(100).describe('Id of the connector');
const label = z.string().min(1).max(100);
const profile = z.string().min(1).max(100).optional().describe('Only for this profile');
const one = { connector, label: label.optional().describe('Which one; the default one without it'), profile };
const secret = secretText('The secret');
const test = z.boolean().default(true).describe('Try it before it is kept');
const reason = { reason: z.string().max(500).optional().describe('Why, for the audit log'), reference: z.string().max(200).optional().describe('A ticket or the like, for the audit log') };

/** Secrets of connectors: what is known of them can be listed, they themselves never come back. */
export const credentials = {
  list: query('credentials.list', {
    summary: 'List what is known of the kept secrets, without opening the vault',
    access: 'read',
    input: z.strictObject({ connector: connector.optional().describe('Only of this connector'), profile }),
    output: z.object({ items: z.array(CredentialView) }),
    errors: ['integrity'],
    example: {},
    positionals: ['connector'],
    aliases: ['ls'],
  }),
  set: command('credentials.set', {
    summary: 'Keep a secret of a connector once it is proven to work',
    access: 'admin',
    input: z.strictObject({
      connector,
      label: label.default('default').describe('Its name among those of the connector'),
      secret,
      profile,
      environment: z.string().max(100).optional().describe('Such as prod or sandbox'),
      description: z.string().max(500).optional().describe('A note'),
      expiresAt: Instant.optional().describe('When it stops working'),
      isDefault: z.boolean().optional().describe('Take it where nobody names a label; the first one of a connector is'),
      test,
      ...reason,
    }),
    output: CredentialView,
    errors: ['not_found', 'vault_locked', 'connector_unavailable', 'credential_rejected', 'rate_limited', 'host_denied', 'integrity'],
    example: { connector: 'mock', label: 'prod', secret: '<secret>', test: false },
    positionals: ['connector'],
    aliases: ['add', 'save'],
  }),
  rotate: command('credentials.rotate', {
    summary: 'Replace a secret by a new one that is proven first; the old one stays where the new one fails',
    access: 'admin',
    input: z.strictObject({ ...one, secret, graceMinutes: z.int().min(0).max(43_200).default(0).describe('Keep the old one so long'), expiresAt: Instant.optional().describe('When the new one stops working'), test, ...reason }),
    output: CredentialView,
    errors: ['credential_missing', 'vault_locked', 'connector_unavailable', 'credential_rejected', 'rate_limited', 'host_denied', 'integrity'],
    example: { connector: 'claude', label: 'prod', secret: '<secret>', test: false },
    positionals: ['connector'],
  }),
  test: command('credentials.test', {
    summary: 'Try a kept secret with its connector',
    access: 'operate',
    input: z.strictObject(one),
    output: z.object({ id: z.string(), latencyMs: z.number() }),
    errors: ['credential_missing', 'vault_locked', 'connector_unavailable', 'credential_rejected', 'rate_limited', 'host_denied', 'integrity'],
    example: { connector: 'mock', label: 'prod' },
    positionals: ['connector'],
  }),
  remove: command('credentials.remove', {
    summary: 'Forget a secret',
    access: 'admin',
    input: z.strictObject({ ...one, force: z.boolean().default(false).describe('Also where settings name it'), ...reason }),
    output: z.object({ id: z.string(), connector: z.string(), label: z.string() }),
    errors: ['conflict', 'credential_missing', 'vault_locked', 'integrity'],
    example: { connector: 'claude', label: 'prod' },
    positionals: ['connector'],
    aliases: ['delete', 'rm'],
  }),
  export: query('credentials.export', {
    summary: 'Write down what must be entered again elsewhere: no secret is in it',
    access: 'read',
    input: z.strictObject({ connector: connector.optional().describe('Only of this connector') }),
    output: z.object({ format: z.literal('aiwm.credentials/1'), vault: z.enum(['keychain', 'password', 'locked', 'absent']), items: z.array(CredentialView) }),
    errors: ['integrity'],
    example: {},
    positionals: ['connector'],
  }),
};
