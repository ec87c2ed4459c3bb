import { formatFacts } from '../model/document-entry.ts';
import { AppError } from '../model/errors.ts';
import type { Json } from '../model/json.ts';
import { mergeTexts } from '../model/merge-texts.ts';
import { structureChanges } from '../model/structure-changes.ts';
import { textHunks } from '../model/text-hunks.ts';
import type { DocumentRow } from '../ports/document-repository.ts';
import type { FormatterSet } from '../ports/formatter.ts';
import type { AreaService } from './area-service.ts';
import { textFormatOf } from './document-problems.ts';
import type { DocumentRegistry } from './document-registry.ts';
import { textOfBytes } from './text-of-bytes.ts';

/** Changed lines and values that one answer shows. */
const most = 5000;

export interface DocumentsComparedDeps {
  readonly registry: DocumentRegistry;
  readonly formatters: FormatterSet;
}

/** Two revisions side by side, and a text of somebody's own beside the newest. */
export function documentsCompared({ registry, formatters }: DocumentsComparedDeps): Pick<AreaService<'docs'>, 'diff' | 'merge'> {
  return {
    async diff({ id, from, to, context }) {
      const row = await registry.find(id);
      const newer = await registry.revision(row, to);
      const older = await registry.revision(row, from ?? Math.max(1, newer.number - 1));
      const sides = { from: older.number, to: newer.number };
      const [before, after] = await Promise.all([registry.content(older), registry.content(newer)]);
      const values = formatFacts[row.format].compares === 'structure' ? await valuesOf(formatters, row, [before, after]) : undefined;
      if (values !== undefined) {
        const { changes, shortened } = structureChanges(values[0], values[1], most);
        return { kind: 'structure', ...sides, changes: [...changes], shortened };
      }
      const [left, right] = [textOf(row, before), textOf(row, after)];
      if (left === undefined || right === undefined) return { kind: 'bytes', ...sides, equal: older.sha256 === newer.sha256 };
      const { hunks, shortened } = textHunks(left, right, { context, most });
      return { kind: 'text', ...sides, hunks: hunks.map((hunk) => ({ ...hunk, lines: [...hunk.lines] })), shortened };
    },
    async merge({ id, base, text }) {
      const row = await registry.find(id);
      const [start, newest] = await Promise.all([registry.revision(row, base).then((found) => registry.content(found)), registry.content(row.newest)]);
      const [before, theirs] = [textOf(row, start), textOf(row, newest)];
      if (before === undefined || theirs === undefined) {
        throw new AppError('precondition_failed', `"${row.title}" is ${row.format} and has no text to merge.`, { next: 'Save yours as the newest revision, or keep what is there.', data: { id: row.id, format: row.format } });
      }
      const merged = mergeTexts({ base: before, mine: text, theirs }, { mine: 'mine', theirs: `revision ${String(row.newest.number)}` });
      return { text: merged.text, revision: row.newest.number, conflicts: [...merged.conflicts] };
    },
  };
}

function textOf({ format }: DocumentRow, bytes: Uint8Array): string | undefined {
  return formatFacts[format].compares === 'bytes' ? undefined : textOfBytes(bytes);
}

/** What both sides mean; undefined where one of them cannot be read, so that their texts are compared. */
async function valuesOf(formatters: FormatterSet, { format }: DocumentRow, sides: readonly [Uint8Array, Uint8Array]): Promise<readonly [Json, Json] | undefined> {
  const formatter = await formatters.get(textFormatOf(format) ?? 'txt');
  for (const bytes of sides) if ((await formatter.validate(bytes)).length > 0) return undefined;
  return Promise.all([formatter.parse(sides[0]), formatter.parse(sides[1])]);
}
