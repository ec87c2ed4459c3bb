import { present } from '../../../core/domain/model/present.ts';
import type { AreaPrinters, Look, Printed } from '../printer.ts';
import { details, table } from '../table.ts';
import { counted, localTime, shown, size } from '../words.ts';
import { docsFiles } from './docs-files.ts';

/** Documents: lists as tables, texts and differences as they are. */
export const docs: AreaPrinters<'docs'> = {
  ...docsFiles,
  list: ({ items, next, total }, look) =>
    items.length === 0
      ? { text: 'No documents.', next: '`aiwm docs import <file>` takes one in.' }
      : {
          text: table(
            ['document', 'title', 'format', 'role', 'version', 'size', 'changed', 'tags', 'state'],
            items.map((item) => [item.id, item.title, item.format, item.role, shown(item.version), size(item.bytes), localTime(item.modifiedAt), shown(item.tags), item.lockedBy === undefined ? '–' : `locked by run ${item.lockedBy}`]),
            look,
          ),
          next: next === undefined ? `${counted(total, 'document')}. \`aiwm docs show <document>\` prints one.` : `${counted(total, 'document')}: add --cursor ${next} for more.`,
        },
  get: ({ entry, revision }, look) => ({ text: details([...factsOf(entry), ['Shown', `revision ${String(revision)}`]], look), next: `\`aiwm docs show ${entry.id}\` prints its content.` }),
  create: saved,
  save: saved,
  update: saved,
  duplicate: saved,
  import: saved,
  restore: saved,
  remove: ({ title, removed, reassigned }) => ({
    text: removed ? `"${title}" was removed with its revisions. Nothing brings it back.` : `"${title}" stays until no published version names it.`,
    ...(reassigned.length === 0 ? {} : { next: `Changed drafts: ${reassigned.join(', ')}. Publish them${removed ? '' : ', then remove it again'}.` }),
  }),
  revisions: ({ id, items, removed }, look) => ({
    text: table(['revision', 'at', 'author', 'size', 'note', 'state'], items.map((item) => [shown(item.revision), localTime(item.at), item.author, size(item.bytes), item.restoredFrom === undefined ? shown(item.note) : `as revision ${String(item.restoredFrom)}${item.note === '' ? '' : `: ${item.note}`}`, item.pinned ? 'recommended' : '–']), look),
    next: `${removed === 0 ? '' : `${counted(removed, 'older one')} went beyond the limit. `}\`aiwm docs restore ${id} <revision>\` makes one the newest again.`,
  }),
  diff: (answer, look) => {
    if (answer.kind === 'bytes') return { text: answer.equal ? 'Both have the same bytes.' : 'The bytes differ; this format has no text to compare.' };
    if (answer.kind === 'structure') return answer.changes.length === 0 ? { text: 'Both mean the same.' } : { text: answer.changes.flatMap(({ path, before, after }) => changedValue(path === '' ? '(all of it)' : path, { before, after }, look)).join('\n') };
    return answer.hunks.length === 0 ? { text: 'Both have the same text.' } : { text: answer.hunks.flatMap((hunk) => hunkLines(hunk, look)).join('\n') };
  },
  merge: ({ text, conflicts }) => ({ text, ...(conflicts.length === 0 ? {} : { next: `${counted(conflicts.length, 'place')} must be decided by hand; the marks show where.` }) }),
  revalidate: ({ version, dependants }, look) =>
    dependants.length === 0
      ? { text: `No workflow uses it (revision ${String(version)}).` }
      : {
          text: table(
            ['workflow', 'how', 'nodes', 'knows', 'verify'],
            dependants.map((use) => [use.slug, use.how.join(', '), shown(use.nodes), use.stale ? 'an older state' : 'the newest', use.problems.length === 0 ? 'nothing to say' : counted(use.problems.length, 'finding')]),
            look,
          ),
        },
};

type Problems = Parameters<NonNullable<(typeof docs)['save']>>[0]['problems'];
type Entry = Parameters<NonNullable<(typeof docs)['save']>>[0]['entry'];

function saved({ entry, problems = [] }: { readonly entry: Entry; readonly problems?: Problems | undefined }, look: Look): Printed {
  const told = problems.map(({ line, column, message }) => look.paint('error', `error: ${line === undefined ? '' : `line ${String(line)}${column === undefined ? '' : `, column ${String(column)}`}: `}${message}`));
  const next = told.length === 0 ? undefined : [`It is kept, but it is no sound ${entry.format}:`, ...told, `\`aiwm docs edit ${entry.id}\` mends it; \`aiwm docs validate --id ${entry.id}\` checks it.`].join('\n');
  return { text: details(factsOf(entry), look), ...present({ next }) };
}

function factsOf(entry: Entry): readonly (readonly [string, string])[] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Document', entry.id],
    ['Title', entry.title],
    ['Format', `${entry.format}, ${entry.role}`],
    ['Version', `${String(entry.version)} by ${entry.modifiedBy}`],
    ['Size', size(entry.bytes)],
    ['Tags', shown(entry.tags)],
    ['Workflows', shown(entry.workflows)],
    ['Schema', entry.schema],
    ['Recommended', entry.pinnedRevision === undefined ? undefined : `revision ${String(entry.pinnedRevision)}`],
    ['Locked by run', entry.lockedBy],
    ['Used', entry.usage === 0 ? 'never by a run' : counted(entry.usage, 'time')],
    ['Changed', localTime(entry.modifiedAt)],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

interface Sides {
  readonly before: unknown;
  readonly after: unknown;
}

function changedValue(path: string, { before, after }: Sides, { paint }: Look): readonly string[] {
  return [paint('bold', path), ...(before === undefined ? [] : [paint('error', `- ${JSON.stringify(before)}`)]), ...(after === undefined ? [] : [paint('success', `+ ${JSON.stringify(after)}`)])];
}

interface Hunk {
  readonly before: number;
  readonly after: number;
  readonly lines: readonly { readonly kind: 'same' | 'removed' | 'added'; readonly text: string }[];
}

function hunkLines({ before, after, lines }: Hunk, { paint }: Look): readonly string[] {
  const count = (without: 'removed' | 'added'): number => lines.filter(({ kind }) => kind !== without).length;
  const head = `@@ -${String(before)},${String(count('added'))} +${String(after)},${String(count('removed'))} @@`;
  return [paint('info', head), ...lines.map(({ kind, text }) => (kind === 'same' ? ` ${text}` : kind === 'added' ? paint('success', `+${text}`) : paint('error', `-${text}`)))];
}
