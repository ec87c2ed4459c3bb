import { z } from 'zod';
import { command, query, stream } from './define-operation.ts';
import { secretText } from './secret-text.ts';

const VaultView = z.object({
  state: z.enum(['keychain', 'password', 'locked', 'absent']).describe('What opens the vault; `locked` when it is closed, `absent` when nobody set one up'),
  detail: z.string().describe('Why it is so, in a sentence'),
  keychainAvailable: z.boolean().describe('Whether a keychain of this machine could be used'),
});
export type VaultView = z.infer<typeof VaultView>;

/** Where secrets are kept, and what opens it. */
export const vault = {
  status: query('vault.status', {
    summary: 'Say whether the vault is open, and by what',
    access: 'read',
    input: z.strictObject({}),
    output: VaultView,
    errors: ['integrity'],
    example: {},
  }),
  setup: command('vault.setup', {
    summary: 'Make the vault, opened by the keychain of this machine or by a password',
    access: 'admin',
    input: z.strictObject({
      kind: z.enum(['keychain', 'password']).optional().describe('What opens it; the keychain where there is one and no password is given'),
      password: secretText('The master password, at least eight characters').optional(),
      replace: z.boolean().default(false).describe('Make a new one although the file of the one that was here is lost, with its keys'),
    }),
    output: VaultView,
    errors: ['conflict', 'precondition_failed', 'vault_locked', 'integrity'],
    example: { kind: 'password', password: '<secret>' },
    aliases: ['init'],
  }),
  unlock: command('vault.unlock', {
    summary: 'Open the vault of the running host; runs that waited for it go on',
    access: 'admin',
    input: z.strictObject({
      password: secretText('The master password; without it the keychain is asked').optional(),
      acceptOlder: z.boolean().default(false).describe('Take a vault file that was restored from an older copy'),
    }),
    output: VaultView,
    errors: ['vault_locked', 'precondition_failed', 'integrity'],
    example: { password: '<secret>' },
    aliases: ['open'],
  }),
  lock: command('vault.lock', {
    summary: 'Close the vault and forget its key until it is unlocked',
    access: 'operate',
    input: z.strictObject({}),
    output: VaultView,
    errors: ['precondition_failed'],
    example: {},
    aliases: ['close'],
  }),
  password: command('vault.password', {
    summary: 'Change the master password',
    access: 'admin',
    input: z.strictObject({ password: secretText('The password as it is'), newPassword: secretText('The new one, at least eight characters') }),
    output: VaultView,
    errors: ['vault_locked', 'precondition_failed', 'integrity'],
    example: { password: '<secret>', newPassword: '<secret>' },
    aliases: ['passwd'],
  }),
  watch: stream('vault.watch', {
    summary: 'Follow the vault: its state now, then after each time it opens or closes or a key in it changes',
    access: 'read',
    input: z.strictObject({}),
    output: VaultView,
    example: {},
    aliases: ['follow'],
  }),
};
