import { checkTemplate } from '../catalogue/document-templates/compile-template.ts';
import type { Actor } from '../model/actor.ts';
import { AppError } from '../model/errors.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { slugFromName } from '../model/slug.ts';
import type { AreaService } from './area-service.ts';
import { draftDefinition } from './draft-definition.ts';
import { demandRevision, writeDraft, type WriteDraftDeps } from './drafts/write-draft.ts';
import { findWorkflow } from './lookups.ts';
import { missingValues } from './missing-values.ts';
import { type FoundTemplate, readTemplate, type ReadTemplateDeps } from './read-template.ts';

export interface AttachTemplateDeps extends ReadTemplateDeps, WriteDraftDeps {
  readonly data: ReadTemplateDeps['data'] & WriteDraftDeps['data'];
}

type Attach = AreaService<'doctemplates'>['attach'];
type AttachInput = Parameters<Attach>[0];

/** Writes the reference into the draft: into the action that is named, the first that makes a document, or a new one. */
export async function attachTemplate(deps: AttachTemplateDeps, input: AttachInput, actor: Actor): ReturnType<Attach> {
  const template = await readTemplate(deps, input);
  const row = await findWorkflow(deps.data, input.workflow);
  const draft = await deps.data.workflows.draft(row.id);
  demandRevision({ slug: row.slug, revision: draft.revision }, input.draftRevision);
  const attaching: Attaching = { template, input, made: undefined, given: {} };
  const root = inNode(draft.definition['root'] ?? null, attaching);
  if (attaching.made === undefined) throw new AppError('not_found', `The draft of "${row.slug}" has no node "${input.node}".`, { next: `\`aiwm workflows get ${row.slug}\` shows its nodes.`, data: { workflow: row.slug, node: input.node } });
  const definition = draftDefinition({ ...draft.definition, root }, 'The definition');
  const saved = await writeDraft(deps, row, { definition, attachments: draft.attachments, expectedRevision: draft.revision, save: { kind: 'edit', author: actor, act: `Attach the template ${template.title}` } });
  const checked = checkTemplate(template);
  return { workflow: row.slug, node: input.node, action: attaching.made, draftRevision: saved.row.revision, missing: checked.ok ? missingValues(checked.compiled.references, attaching.given) : [] };
}

interface Attaching {
  readonly template: FoundTemplate;
  readonly input: AttachInput;
  /** The id of the action that was changed or made. */
  made: string | undefined;
  /** What it gives the template. */
  given: JsonObject;
}

function inNode(value: Json, attaching: Attaching): Json {
  if (isJsonList(value)) return value.map((item) => inNode(item, attaching));
  if (!isJsonObject(value)) return value;
  const { nodes, bodies } = value;
  return {
    ...value,
    ...(isJsonList(nodes ?? null) ? { nodes: inNode((nodes as readonly Json[]).map((node) => (isJsonObject(node) && node['id'] === attaching.input.node ? withReference(node, attaching) : node)), attaching) } : {}),
    ...(isJsonList(bodies ?? null) ? { bodies: inNode(bodies ?? null, attaching) } : {}),
  };
}

function withReference(node: JsonObject, attaching: Attaching): JsonObject {
  const { input } = attaching;
  for (const list of ['entry', 'exit'] as const) {
    const steps = stepsOf(node[list]);
    const index = steps.findIndex((step) => step['type'] === 'document.generate' && (input.action === undefined || step['id'] === input.action));
    const step = steps[index];
    if (step === undefined) continue;
    attaching.made = typeof step['id'] === 'string' ? step['id'] : input.action;
    return { ...node, [list]: steps.with(index, { ...step, config: configOf(step['config'], attaching) }) };
  }
  const entry = stepsOf(node['entry']);
  const taken = new Set([...entry, ...stepsOf(node['exit'])].map((step) => step['id']));
  if (input.action !== undefined && taken.has(input.action)) throw new AppError('conflict', `The action "${input.action}" of the node "${input.node}" makes no document.`, { next: 'Name an action of the type document.generate, or none.', data: { node: input.node, action: input.action } });
  const id = input.action ?? ['document', 'document_2', 'document_3', 'document_4'].find((one) => !taken.has(one)) ?? 'document_5';
  attaching.made = id;
  return { ...node, entry: [...entry, { id, type: 'document.generate', config: configOf({ name: slugFromName(attaching.template.title) }, attaching) }] };
}

/** A template takes the place of a text; what else the action says stays. */
function configOf(config: Json | undefined, attaching: Attaching): JsonObject {
  const { template, input } = attaching;
  const { markdown: _, charts: _charts, inputs, ...rest } = isJsonObject(config) ? config : {};
  const given = Object.keys(input.input).length > 0 ? input.input : isJsonObject(inputs) ? inputs : {};
  attaching.given = given;
  return { ...rest, template: { id: template.id, ...(input.revision === undefined ? {} : { revision: input.revision }) }, inputs: given };
}

function stepsOf(list: Json | undefined): readonly JsonObject[] {
  return list !== undefined && isJsonList(list) ? list.filter(isJsonObject) : [];
}
