import type { AreaName } from '../core/domain/operations/areas.ts';
import type { ShortEntry } from './short-commands.ts';

/** Commands of areas that are more than one operation, or less: by area, under a word of their own. */
export const areaCommands: { readonly [A in AreaName]?: { readonly [verb: string]: ShortEntry } } = {
  docs: {
    show: { summary: 'Print the content of a document', load: async () => (await import('./commands/show-document.ts')).showDocument },
    edit: { summary: 'Edit a document in your editor, and save it as a new revision', load: async () => (await import('./commands/edit-document.ts')).editDocument },
  },
};
