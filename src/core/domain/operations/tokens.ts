import { z } from 'zod';
import { scopePattern } from '../model/access-scope.ts';
import { command, query } from './define-operation.ts';
import { Instant } from './shapes.ts';

const name = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/u, 'Use up to 40 small letters, digits and hyphens').describe('What the audit log calls it, such as ci; a name is used once');

const Token = z.object({
  name: z.string(),
  description: z.string(),
  scopes: z.array(z.string()).describe('What it may do: a level everywhere, such as read, or in one area, such as runs:operate'),
  state: z.enum(['valid', 'expired', 'revoked']),
  createdAt: Instant,
  createdBy: z.string().describe('Who made it, as `kind:id`'),
  expiresAt: Instant,
  lastUsedAt: Instant.optional().describe('To the minute; absent where nobody used it yet'),
  revokedAt: Instant.optional(),
  revokedBy: z.string().optional(),
});
export type TokenView = z.infer<typeof Token>;

/** Tokens that let programs in over HTTP, each with a name, rights and an end. */
export const tokens = {
  list: query('tokens.list', {
    summary: 'List the tokens that were made, with their rights, end and last use',
    access: 'admin',
    input: z.strictObject({}),
    output: z.object({ items: z.array(Token) }),
    example: {},
    aliases: ['ls'],
  }),
  create: command('tokens.create', {
    summary: 'Make a token for a program; it is shown this once',
    access: 'admin',
    subject: ['input.name'],
    input: z.strictObject({
      name,
      scopes: z
        .array(z.string().regex(scopePattern, 'Use a level (read, operate, author, admin), or an area with a level, such as runs:operate'))
        .min(1)
        .max(50)
        .describe('What it may do: a level everywhere, or in one area, such as runs:operate; never more than who makes it'),
      days: z.int().min(1).max(3650).default(90).describe('So many days it is taken'),
      description: z.string().max(200).default('').describe('What it is for'),
    }),
    output: Token.extend({ token: z.string().describe('The token itself, which is kept nowhere') }),
    errors: ['conflict'],
    example: { name: 'ci', scopes: ['runs:operate', 'workflows:read'] },
    positionals: ['name'],
    aliases: ['add'],
  }),
  revoke: command('tokens.revoke', {
    summary: 'Take no token of this name any more, and end what it has open',
    access: 'admin',
    subject: ['input.name'],
    input: z.strictObject({ name }),
    output: Token,
    errors: ['not_found'],
    example: { name: 'ci' },
    positionals: ['name'],
    aliases: ['remove', 'delete', 'rm'],
  }),
};
