import type { AreaPrinters } from '../printer.ts';
import { table } from '../table.ts';
import { shown } from '../words.ts';

export const servers: AreaPrinters<'servers'> = {
  list: ({ items }, look) =>
    items.length === 0
      ? { text: 'No servers are kept.', next: '`aiwm servers add <name> <address> --key-file <file>` keeps one.' }
      : { text: table(['name', 'address', 'token', 'own authority'], items.map((item) => [item.name, item.url, shown(item.hasToken), shown(item.hasAuthority)]), look), next: `\`aiwm --server ${items[0]?.name ?? ''} runs list\` works there.` },
  add: ({ name, url }) => ({ text: `Kept ${url} as "${name}".`, next: `\`aiwm --server ${name} runs list\` works there.` }),
  test: ({ name, url, version, sameVersion, ok, problem, next }) => (!ok ? { text: `"${name}": ${problem ?? ''}`, ...(next === undefined ? {} : { next }) } : { text: `"${name}" at ${url} answers, knows the token, and runs ${version === undefined ? 'an older version' : `version ${version}`}${sameVersion === true ? ', as this program does' : '; this program is another'}.` }),
  remove: ({ name }) => ({ text: `Forgot the server "${name}" and its token.`, next: 'On the server the token goes on: `aiwm tokens revoke` there ends it.' }),
};
