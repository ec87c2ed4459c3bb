import type { DraftSaved } from '../../../core/domain/operations/workflows-drafts.ts';
import type { Finding, WorkflowView } from '../../../core/domain/operations/workflows.ts';
import type { AreaPrinters, Look, Printed } from '../printer.ts';
import { details, table } from '../table.ts';
import { traceText } from '../trace-text.ts';
import { changeCount, changeLines } from '../change-lines.ts';
import { localTime, shown } from '../words.ts';

export const printers: AreaPrinters<'workflows'> = {
  list: ({ items }, look) => {
    if (items.length === 0) return { text: 'No workflows.', next: '`aiwm workflows import <folder>` brings one in; `aiwm workflows create <name>` begins one.' };
    const rows = items.map((item) => [item.slug, item.name, item.status, shown(item.version), item.lastRun === undefined ? '–' : `${item.lastRun.status}, ${localTime(item.lastRun.startedAt)}`]);
    return { text: table(['workflow', 'name', 'status', 'version', 'last run'], rows, look), next: '`aiwm run <workflow>` runs one; `aiwm workflows get <workflow>` shows it.' };
  },
  get: ({ definition, files, mock, lastRun, madeFrom, ...facts }, look) => {
    const inputs = JSON.stringify((definition['inputs'] as { properties?: unknown } | undefined)?.properties ?? {});
    const rows = Object.entries(facts).map(([name, value]) => [name, shown(value)] as const);
    const attached = [...(mock === undefined ? [] : [mock]), ...files].map(({ name }) => name);
    return {
      text: details([...rows, ...madeFromRow(madeFrom), ['lastRun', lastRun === undefined ? '–' : `${lastRun.id} (${lastRun.status})`], ['attached', shown(attached)], ['inputs', inputs]], look),
      next: `\`aiwm workflows export ${facts.slug}\` gives the definition; \`aiwm run ${facts.slug}\` runs it.`,
    };
  },
  create: ({ slug }) => ({ text: `Created the draft "${slug}".`, next: `\`aiwm workflows verify ${slug}\` says what it lacks.` }),
  update: ({ slug, revision }) => ({ text: `Saved the draft of "${slug}" as revision ${revision}.`, next: `\`aiwm workflows publish ${slug}\` makes it the next version.` }),
  rename: ({ was, slug, former, callers }, look) => ({
    text: [
      was === slug ? `It is called "${slug}".` : `"${was}" is now called "${slug}".`,
      ...(former.length === 0 ? [] : [`${former.map((name) => `"${name}"`).join(', ')} ${former.length === 1 ? 'goes' : 'go'} on leading to it: calls, commands and links that say so.`]),
      ...callerTable(callers, look),
    ].join('\n'),
    next: `\`aiwm workflows get ${slug}\` shows it.`,
  }),
  callers: ({ slug, items }, look) => ({ text: items.length === 0 ? `No workflow calls "${slug}".` : callerTable(items, look).join('\n') }),
  delete: ({ slug, tests }) => ({ text: `Deleted the workflow "${slug}"${tests.length === 0 ? '' : ` and its tests: ${tests.join(', ')}`}.` }),
  import: ({ workflow, findings }, look) => ({
    text: [`Imported "${workflow.slug}" ${importedAs(workflow)}.`, ...findingTable(findings, look)].join('\n'),
    next: nextAfterImport(workflow, findings),
  }),
  // The file itself, so that it can be piped into one.
  export: ({ text, leftOut }) => ({
    text: text.trimEnd(),
    ...(leftOut.length === 0 ? {} : { next: `Take along what stands in no such file: ${leftOut.join(', ')}. A folder with them and the definition as workflow.json can be imported.` }),
  }),
  diff: ({ from, to, changes, same }, { paint }) => ({
    text: [paint('bold', `${from} → ${to}`), ...(same ? ['No difference but perhaps in layout and notes.'] : [...changeLines(changes, paint), changeCount(changes)])].join('\n'),
  }),
  merge: ({ slug, saved, revision, changes }, { paint }) => ({
    text: [
      saved ? `Merged into the draft, now revision ${revision}.` : 'The draft and the other side merge without a conflict. Nothing is written.',
      ...(changes.length === 0 ? ['It brings nothing that the draft lacks.'] : [...changeLines(changes, paint), changeCount(changes)]),
    ].join('\n'),
    ...(changes.length === 0 ? {} : { next: saved ? `\`aiwm workflows verify ${slug}\` checks what the draft is now.` : 'The same with --save writes it to the draft.' }),
  }),
  verify: ({ findings, publishable, notAnalysed }, look) => ({
    text: [publishable ? 'It can be published.' : 'It cannot be published.', ...findingTable(findings, look), ...traceLines(findings), ...(notAnalysed.length === 0 ? [] : [`Not looked at: ${notAnalysed.join(', ')}.`])].join('\n'),
  }),
  publish: ({ slug, version, findings }, look) => ({
    text: [`Published version ${version} of "${slug}".`, ...findingTable(findings, look)].join('\n'),
    next: `\`aiwm run ${slug}\` runs it.`,
  }),
  history: ({ items, saves, undo, redo }, look) => ({
    text: [
      items.length === 0 ? 'No published version.' : table(['version', 'published', 'by', 'note'], items.map((item) => [String(item.version), localTime(item.publishedAt), item.publishedBy, shown(item.note)]), look),
      ...(saves.length === 0 ? [] : ['', table(['save', 'kind', 'saved', 'by', 'what'], saves.map((save) => [String(save.save), save.kind, localTime(save.at), save.by, save.note === undefined ? save.act : `${save.act}: ${save.note}`]), look)]),
    ].join('\n'),
    ...(undo === undefined && redo === undefined ? {} : { next: [...(undo === undefined ? [] : [`\`aiwm workflows undo <workflow>\` takes back: ${undo}.`]), ...(redo === undefined ? [] : [`\`aiwm workflows redo <workflow>\` does again: ${redo}.`])].join(' ') }),
  }),
  edit: (saved) => savedLines('Nothing was changed', saved),
  undo: (saved) => savedLines('Nothing was taken back', saved, 'redo'),
  redo: (saved) => savedLines('Nothing was done again', saved),
  restore: (saved) => savedLines('The draft is like that already', saved),
  checkpoint: ({ save, note, revision }) => ({ text: `Kept revision ${revision} as save ${save}: ${shown(note)}` }),
  duplicate: ({ workflow, review }, look) => ({
    text: [`Created the draft "${workflow.slug}".`, ...findingTable(review, look)].join('\n'),
    next: `\`aiwm workflows verify ${workflow.slug}\` checks it.`,
  }),
  inspect: ({ name, slug, nodes, transitions, files, replaces, isSame, missing, findings }, look) => ({
    text: [
      `"${name}", as ${slug}: ${nodes} ${nodes === 1 ? 'node' : 'nodes'}, ${transitions} ${transitions === 1 ? 'transition' : 'transitions'}${files.length === 0 ? '' : `, ${files.join(', ')}`}.`,
      ...(replaces === undefined ? [] : [isSame === true ? 'A workflow of that name is here already and means the same.' : 'A workflow of that name is here already.']),
      ...(missing.length === 0 ? ['It finds everything it needs.'] : ['It needs what is not here:', ...findingTable(missing, look)]),
      ...findingTable(findings, look),
    ].join('\n'),
    next: replaces === undefined ? 'The same with `import` brings it in.' : 'The same with `import --replace` takes the place of the draft.',
  }),
};

function madeFromRow(madeFrom: WorkflowView['madeFrom']): (readonly [string, string])[] {
  if (madeFrom === undefined) return [];
  const { kind, name, version, deprecated } = madeFrom;
  const what = `${kind === 'template' ? 'the template ' : ''}${name}${version === undefined ? '' : ` version ${version}`}`;
  if (deprecated === undefined) return [['made from', what]];
  return [['made from', `${what}, which is deprecated${deprecated.successor === undefined ? '' : `; its successor is ${deprecated.successor}`}${deprecated.note === undefined ? '' : `. ${deprecated.note}`}`]];
}

function callerTable(callers: readonly { readonly workflow: string; readonly node: string; readonly name: string; readonly version?: number | undefined }[], look: Look): string[] {
  return callers.length === 0 ? [] : [table(['called by', 'at node', 'as', 'version'], callers.map(({ workflow, node, name, version }) => [workflow, node, name, shown(version)]), look)];
}

function savedLines(nothing: string, { slug, revision, acts }: DraftSaved, back: 'undo' | 'redo' = 'undo'): Printed {
  if (acts.length === 0) return { text: `${nothing}: the draft of "${slug}" stays at revision ${revision}.` };
  return { text: [...acts.map((act) => `- ${act}`), `The draft of "${slug}" is at revision ${revision} now.`].join('\n'), next: `\`aiwm workflows verify ${slug}\` checks it; \`aiwm workflows ${back} ${slug}\` ${back === 'undo' ? 'takes it back' : 'does it again'}.` };
}

type Imported = Pick<WorkflowView, 'slug' | 'status' | 'version'>;

/** A draft that took the place of one leaves what is published as it was. */
function importedAs({ status, version }: Imported): string {
  if (version === undefined) return 'as a draft';
  return status === 'published' ? `and published version ${version}` : `as its draft; version ${version} stays published`;
}

function nextAfterImport({ slug, status }: Imported, findings: readonly Finding[]): string {
  if (status === 'published') return `\`aiwm run ${slug}\` runs it.`;
  if (findings.some(({ severity }) => severity === 'error')) return `Correct what is wrong and save it with \`aiwm workflows update ${slug} --definition-file <file> --revision <number>\`, or import the folder again with \`--replace\`; \`aiwm workflows verify ${slug}\` looks again.`;
  return `\`aiwm workflows publish ${slug}\` makes it a version that runs.`;
}

/** How to see each fault that a run shows, as one line of what to tell it. */
function traceLines(findings: readonly Finding[]): string[] {
  const lines = findings.flatMap((finding) => (finding.trace === undefined ? [] : [`  ${finding.code} at ${finding.where}: ${traceText(finding.trace)}`]));
  return lines.length === 0 ? [] : ['A run shows it:', ...lines];
}

function findingTable(findings: readonly Finding[], look: Look): string[] {
  if (findings.length === 0) return [];
  const rows = findings.map(({ severity, where, message, fix, code }) => [severity, where, fix === undefined ? message : `${message} ${fix}`, code]);
  return [table(['severity', 'where', 'what', 'code'], rows, look)];
}
