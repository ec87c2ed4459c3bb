import type { AreaPrinters } from '../printer.ts';
import { counted, localTime } from '../words.ts';

export const printers: AreaPrinters<'notifications'> = {
  list: ({ items, more, unseen }, look) => {
    if (items.length === 0) return { text: 'Nothing needs you.' };
    const texts = items.map(({ id, text, workflow, nodeId, at, isAcknowledged, command }) =>
      [
        `${look.paint('bold', workflow.name)} ${text}${isAcknowledged ? ' (seen)' : ''}`,
        `  ${[...(nodeId === undefined ? [] : [`at ${nodeId}`]), localTime(at), id].join(' · ')}`,
        `  ${command}`,
      ].join('\n'),
    );
    const further = more === 0 ? [] : [`and ${more} more: \`aiwm runs list --needs-person\``];
    return { text: [...texts, ...further, `${counted(unseen, 'notice')} nobody has acknowledged.`].join('\n'), next: "`aiwm notifications acknowledge '<id>'` says that one was seen." };
  },
  acknowledge: ({ acknowledged }) => ({ text: `${counted(acknowledged, 'notice')} acknowledged.` }),
};
