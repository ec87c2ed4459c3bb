import { z } from 'zod';
import { ServerName } from '../model/kept-server.ts';
import { command, query } from './define-operation.ts';
import { secretText } from './secret-text.ts';

const Server = z.object({
  name: z.string(),
  url: z.string(),
  hasAuthority: z.boolean().describe('Whether an authority of its own is believed'),
  hasToken: z.boolean().describe('Whether the vault holds a token for this address'),
});
export type ServerView = z.infer<typeof Server>;

const Reached = Server.extend({
  ok: z.boolean().describe('Whether it answers, is believed, and knows the token'),
  problem: z.string().optional().describe('Why not'),
  next: z.string().optional().describe('What to do about it'),
  version: z.string().optional().describe('What it runs; absent where it did not say'),
  sameVersion: z.boolean().optional().describe('Whether that is the version of this program'),
});
export type ReachedView = z.infer<typeof Reached>;

const name = ServerName.describe('Name of the server');
const reach = ['vault_locked', 'connector_unavailable', 'host_denied', 'access_denied'] as const;

/** Servers of this program elsewhere, under names: the command line and the desktop window work there. */
export const servers = {
  list: query('servers.list', {
    summary: 'List the servers that were kept, with their addresses',
    access: 'read',
    input: z.strictObject({}),
    output: z.object({ items: z.array(Server) }),
    example: {},
    aliases: ['ls'],
  }),
  add: command('servers.add', {
    summary: 'Keep a server under a name once it answers and knows the token, or keep another token for it',
    access: 'admin',
    subject: ['input.name'],
    input: z.strictObject({
      name,
      url: z.string().min(1).max(500).describe('Its address, such as https://aiwm.example.org:8443'),
      secret: secretText('A token that was made there'),
      authority: z.base64().max(140_000).optional().describe('The certificate in PEM of an authority of its own, believed for this server alone'),
      test: z.boolean().default(true).describe('Greet it before it is kept'),
    }),
    output: Server,
    errors: [...reach, 'integrity'],
    example: { name: 'office', url: 'https://127.0.0.1:8443', secret: '<secret>', test: false },
    positionals: ['name', 'url'],
    aliases: ['set', 'create'],
  }),
  test: query('servers.test', {
    summary: 'Greet a server: whether it answers, knows the token, and runs the same version',
    access: 'admin',
    input: z.strictObject({ name }),
    output: Reached,
    errors: ['not_found', 'credential_missing', 'vault_locked', 'integrity'],
    example: { name: 'office' },
    positionals: ['name'],
    aliases: ['check'],
  }),
  remove: command('servers.remove', {
    summary: 'Forget a server and its token here; on the server the token goes on until it is revoked',
    access: 'admin',
    subject: ['input.name'],
    input: z.strictObject({ name }),
    output: z.object({ name: z.string() }),
    errors: ['not_found', 'vault_locked'],
    example: { name: 'office' },
    positionals: ['name'],
    aliases: ['delete', 'rm'],
  }),
};
