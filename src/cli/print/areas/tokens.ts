import type { AreaPrinters } from '../printer.ts';
import { table } from '../table.ts';
import { localTime } from '../words.ts';

export const tokens: AreaPrinters<'tokens'> = {
  list: ({ items }, look) =>
    items.length === 0
      ? { text: 'No tokens were made.', next: '`aiwm tokens create <name> --scopes runs:operate` makes one.' }
      : {
          text: table(
            ['name', 'state', 'scopes', 'expires', 'last used', 'made by', 'description'],
            items.map((item) => [item.name, item.state, item.scopes.join(', '), localTime(item.expiresAt), item.lastUsedAt === undefined ? 'never' : localTime(item.lastUsedAt), item.createdBy, item.description]),
            look,
          ),
        },
  create: ({ token, name, expiresAt }) => ({ text: token, next: `Shown this once: it is kept nowhere. Send it as "authorization: Bearer …"; taken until ${localTime(expiresAt)}, or until \`aiwm tokens revoke ${name}\`.` }),
  revoke: ({ name, revokedAt }) => ({ text: `The token "${name}" is not taken any more${revokedAt === undefined ? '' : ` (since ${localTime(revokedAt)})`}.` }),
};
