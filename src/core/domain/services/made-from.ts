import { startingTemplates, type StartingTemplate } from '../model/starting-templates.ts';
import type { WorkflowAbout } from '../model/workflow-about.ts';
import { present } from '../model/present.ts';
import type { WorkflowView } from '../operations/workflows.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';

type Workflows = Pick<WorkflowDataPort['workflows'], 'named'>;

/** What a workflow was made from, and whether that shall still be used. Nothing where it is gone, or where nobody kept it. */
export async function madeFromView(workflows: Workflows, { madeFrom }: WorkflowAbout, templates: { readonly [name: string]: StartingTemplate } = startingTemplates): Promise<WorkflowView['madeFrom']> {
  if (madeFrom?.template !== undefined) {
    const { template } = madeFrom;
    const known = Object.hasOwn(templates, template) ? templates[template] : undefined;
    return { kind: 'template', name: template, ...present({ deprecated: known?.lifecycle === undefined ? undefined : present({ note: known.lifecycle.note, successor: known.lifecycle.successor }) }) };
  }
  if (madeFrom?.workflow === undefined) return undefined;
  const row = await workflows.named(madeFrom.workflow);
  return row === undefined ? undefined : { kind: 'workflow', name: row.slug, ...present({ title: row.name, version: madeFrom.version, deprecated: await deprecatedView(workflows, row.about) }) };
}

/** Why a workflow shall not be used any more, and what takes its place, as far as that is here; undefined while it shall. */
export async function deprecatedView(workflows: Workflows, { lifecycle }: Pick<WorkflowAbout, 'lifecycle'>): Promise<{ note?: string; successor?: string } | undefined> {
  if (lifecycle === undefined) return undefined;
  const successor = lifecycle.successor === undefined ? undefined : await workflows.named(lifecycle.successor);
  return present({ note: lifecycle.note, successor: successor?.slug });
}
