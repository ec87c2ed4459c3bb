import type { AreaPrinters } from '../printer.ts';
import { table } from '../table.ts';
import { localTime, shown } from '../words.ts';

export const printers: AreaPrinters<'search'> = {
  find: ({ items, more }, look) => {
    if (items.length === 0) return { text: 'Nothing is called so.', next: 'Try fewer letters, or `aiwm search` alone for what changed last.' };
    const rows = items.map(({ kind, id, title, note, state, at, workflow }) => [kind, kind === 'run' || kind === 'node' ? (workflow?.slug ?? '–') : id, title, kind === 'run' || kind === 'node' ? note : (workflow?.name ?? note), shown(state), at === undefined ? '–' : localTime(at)]);
    const commands = items.slice(0, 1).map(({ command }) => `\`${command}\` shows the first.`);
    return {
      text: table(['kind', 'name', 'title', 'also', 'state', 'changed'], rows, look),
      next: [...commands, ...(more.length === 0 ? [] : [`There are more of: ${more.join(', ')}. Say more of the name, or --limit.`])].join(' '),
    };
  },
};
