import type { AreaPrinters } from '../printer.ts';
import { table } from '../table.ts';
import { localTime } from '../words.ts';

/** How tests read as a list, and what became of one. Running them has a printer of its own, line by line. */
export const printers: AreaPrinters<'tests'> = {
  list: ({ items }, look) =>
    items.length === 0
      ? { text: 'No tests.', next: '`aiwm tests create <run>` makes one of a run.' }
      : {
          text: table(['workflow', 'name', 'test', 'run', 'made', 'loosened'], items.map(({ workflow, name, id, run, createdAt, match }) => [workflow.slug, name, id, run, localTime(createdAt), String(Object.keys(match).length)]), look),
          next: '`aiwm test` runs them all.',
        },
  create: ({ workflow, name, run }) => ({ text: `Run ${run} is now the test "${name}" of "${workflow.slug}".`, next: `\`aiwm test ${workflow.slug}\` runs it against the draft.` }),
  remove: ({ id }) => ({ text: `Removed the test ${id}; its run stays.` }),
};
