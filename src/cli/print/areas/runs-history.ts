import type { AreaPrinters } from '../printer.ts';
import { table } from '../table.ts';
import { counted, size } from '../words.ts';

/** How pins, retention and archives read. */
export const ofHistory: Pick<AreaPrinters<'runs'>, 'pin' | 'unpin' | 'prune' | 'purge' | 'archive' | 'checkarchive'> = {
  pin: ({ id }) => ({ text: `Run ${id} stays whatever retention says.`, next: `\`aiwm runs unpin ${id}\` lets it go.` }),
  unpin: ({ id }) => ({ text: `Retention may have run ${id}.` }),
  prune: async ({ dryRun, items, runs, bytes, freedBytes, totalBytes, stopped }, look) => {
    if (items.length === 0) return { text: `Nothing is to go; ${size(totalBytes)} on the disk.` };
    const rows = items.map((item) => [item.workflow.slug, parts[item.part], item.reason === 'age' ? 'too old' : 'over the quota', String(item.runs), size(item.bytes)]);
    const sheet = table(['workflow', 'what', 'why', 'runs', 'bytes'], rows, look);
    if (dryRun) {
      const { commandLine } = await import('../act-command.ts');
      const again = await commandLine({ operation: 'runs.prune', input: { ...look.input, dryRun: false } });
      return { text: `${sheet}\nThis takes something from ${counted(runs, 'run')} and frees ${size(bytes)}.`, next: `\`${again}\` does it; \`aiwm runs pin <run>\` keeps a run.` };
    }
    const end = stopped ? 'Stopped on the way: the rest stays.' : `${size(freedBytes)} went back to the disk, ${size(totalBytes)} are left.`;
    return { text: `${sheet}\nTaken from ${counted(runs, 'run')}: ${size(bytes)}. ${end}` };
  },
  purge: ({ id }) => ({ text: `Removed run ${id} with all of it.` }),
  archive: ({ items, next }, look) => ({
    text: items.length === 0 ? 'No run to archive.' : table(['run', 'rows', 'bytes', 'file'], items.map((item) => [item.id, String(item.rows), size(item.bytes), item.path]), look),
    ...(next === undefined ? {} : { next: `There may be more: add --after ${next}.` }),
  }),
  checkarchive: ({ id, workflow, status, rows, blobs }) => ({ text: `Whole: run ${id} of ${workflow}, ${status}, ${counted(rows, 'row')} and ${counted(blobs, 'blob')}.` }),
};

const parts = { payloads: 'large values', events: 'journal', run: 'all of it' } as const;
