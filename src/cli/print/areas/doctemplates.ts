import type { TemplateDependant, TemplateView } from '../../../core/domain/operations/doctemplates.ts';
import type { AreaPrinters, Look, Printed } from '../printer.ts';
import { shellWord } from '../../../core/domain/model/command-line.ts';
import { details, table } from '../table.ts';
import { counted, shown, size } from '../words.ts';

/** How document templates read. */
export const doctemplates: AreaPrinters<'doctemplates'> = {
  list: ({ items, next }, look) => ({
    text: table(['template', 'title', 'format', 'revision', 'size', 'tags', 'used by'], items.map((one) => [one.id, one.title, one.format, shown(one.revision), size(one.bytes), shown(one.tags), one.dependants.map(dependantWords).join(', ') || '–']), look),
    next: next === undefined ? '`aiwm docs templates preview <template> --to pdf` shows what one makes.' : `More: add --after ${next}.`,
  }),
  get: (template, look) => ({ text: `${facts(template, look)}\n\n${template.text}` }),
  create: saved,
  save: saved,
  duplicate: saved,
  remove: ({ id, removed, reassigned }) => ({
    text: removed ? `The template ${id} was removed with its revisions. Nothing brings it back.` : `The template ${id} stays until no published version names it.`,
    ...(reassigned.length === 0 ? {} : { next: `Changed drafts: ${reassigned.join(', ')}. Publish them.` }),
  }),
  attach: attached,
  dependants: ({ items }, look) => ({ text: items.length === 0 ? 'No workflow uses it.' : table(['workflow', 'which', 'nodes', 'revision'], items.map((one) => [one.workflow.slug, one.version === undefined ? 'draft' : `version ${one.version}`, one.nodes.join(', '), one.revision === undefined ? 'newest' : String(one.revision)]), look) }),
};

type Attached = Parameters<NonNullable<AreaPrinters<'doctemplates'>['attach']>>[0];

function attached({ workflow, node, action, missing }: Attached, { input = {} }: Look): Printed {
  const text = `The action "${action}" of "${node}" in the draft of "${workflow}" makes its document from the template.`;
  if (missing.length === 0) return { text, next: `\`aiwm workflows verify ${workflow}\` looks at the whole draft.` };
  const { id } = input;
  const given = missing.map((name) => `--input '${name}={{ vars.${name} }}'`).join(' ');
  return { text: `${text}\nThe template reads values that the action does not give: ${missing.join(', ')}.`, next: `Attach it again with where each comes from, such as \`aiwm docs templates attach ${shellWord(typeof id === 'string' ? id : '<template>')} ${workflow} ${node} ${given}\`.` };
}

function saved(template: TemplateView, look: Look): Printed {
  const concerned = template.dependants.length === 0 ? '`aiwm docs templates attach` lets a node use it.' : `It concerns ${counted(template.dependants.length, 'definition')}: ${template.dependants.map(dependantWords).join(', ')}.`;
  return { text: facts(template, look), next: concerned };
}

function facts({ id, title, format, shown: revision, tags, inputs, page, problems }: TemplateView, look: Look): string {
  const said = problems.map(({ where, message }): readonly [string, string] => ['Problem', `${where}: ${message}`]);
  return details([['Template', id], ['Title', title], ['Format', format], ['Revision', String(revision)], ['Tags', shown(tags)], ['Pages', `${page.size}, ${page.orientation}`], ['Reads', inputs.join(', ') || '–'], ...said], look);
}

function dependantWords({ workflow, version }: TemplateDependant): string {
  return version === undefined ? `${workflow.slug} (draft)` : `${workflow.slug} (version ${version})`;
}
