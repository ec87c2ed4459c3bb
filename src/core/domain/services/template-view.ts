import { checkTemplate } from '../catalogue/document-templates/compile-template.ts';
import type { CompiledTemplate } from '../catalogue/document-templates/compiled-template.ts';
import { type Paper, usualPaper } from '../model/document.ts';
import { stockTemplateNames } from '../model/document-template.ts';
import type { TemplateDependant, TemplateSummary, TemplateView } from '../operations/doctemplates.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import { type FoundTemplate, readTemplate, type ReadTemplateDeps, stockId } from './read-template.ts';
import { type TemplateUse, templateUses } from './template-uses.ts';

/** Who uses which template: read once for a whole list. */
export type Dependants = ReadonlyMap<string, readonly TemplateDependant[]>;

/** The drafts, and the versions runs of them follow, by the template they name. */
export async function templateDependants({ workflows }: Pick<WorkflowDataPort, 'workflows'>): Promise<Dependants> {
  const found: [string, TemplateDependant][] = [];
  for (const row of await workflows.list({ archived: false })) {
    const workflow = { id: row.id, slug: row.slug, name: row.name };
    const published = row.publishedVersion === undefined ? undefined : await workflows.version(row.id, row.publishedVersion);
    const sides = [{ definition: (await workflows.draft(row.id)).definition }, ...(published === undefined ? [] : [{ definition: published.definition, version: published.number }])];
    for (const { definition, ...version } of sides) {
      for (const [id, uses] of Map.groupBy(templateUses(definition), ({ template }) => template.id)) found.push([id, { workflow, ...version, nodes: nodesOf(uses), ...revisionOf(uses) }]);
    }
  }
  return new Map([...Map.groupBy(found, ([id]) => id)].map(([id, entries]) => [id, entries.map(([, dependant]) => dependant)]));
}

/** Those of one template: what a new revision of it concerns. */
export async function dependantsOf(data: Pick<WorkflowDataPort, 'workflows'>, templateId: string): Promise<readonly TemplateDependant[]> {
  return (await templateDependants(data)).get(templateId) ?? [];
}

function nodesOf(uses: readonly TemplateUse[]): string[] {
  return [...new Set(uses.map(({ node }) => node))];
}

/** The oldest revision that one of its nodes keeps to. */
function revisionOf(uses: readonly TemplateUse[]): { readonly revision?: number } {
  const kept = uses.flatMap(({ template }) => (template.revision === undefined ? [] : [template.revision]));
  return kept.length === 0 ? {} : { revision: Math.min(...kept) };
}

/** A template as lists show it. */
export function templateSummary({ id, title, format, revision, text, row }: FoundTemplate, dependants: readonly TemplateDependant[]): TemplateSummary {
  const own = row === undefined ? {} : { modifiedAt: new Date(row.modifiedAt).toISOString() };
  return { id, title, format, tags: [...(row?.tags ?? [])], revision: row?.newest.number ?? revision, bytes: row?.newest.bytes ?? new TextEncoder().encode(text).length, isStock: row === undefined, ...own, dependants: [...dependants] };
}

/** A template with its text, and what is wrong with it. */
export function templateView(found: FoundTemplate, dependants: readonly TemplateDependant[]): TemplateView {
  const checked = checkTemplate(found);
  const said = checked.ok ? { inputs: [...checked.compiled.references], page: paperOf(checked.compiled), problems: [] } : { inputs: [], page: usualPaper, problems: checked.problems.map((problem) => ({ ...problem })) };
  return { ...templateSummary(found, dependants), shown: found.revision, text: found.text, ...said };
}

function paperOf({ body }: CompiledTemplate): Paper {
  return (body.format === 'template' ? body.paper : undefined) ?? usualPaper;
}

/** Those that are shipped. */
export async function stockFound(deps: ReadTemplateDeps): Promise<readonly FoundTemplate[]> {
  return Promise.all(stockTemplateNames.map(async (name) => readTemplate(deps, { id: stockId(name) })));
}
