import { AppError } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowRow } from '../ports/workflow-repository.ts';
import { draftDefinition } from './draft-definition.ts';
import { findVersion, findWorkflow } from './lookups.ts';
import { withCanonicalTypes } from './node-aliases.ts';

type Data = Pick<WorkflowDataPort, 'workflows'>;

/** One side of a comparison, with what it is called. */
export interface DefinitionSide {
  readonly label: string;
  readonly definition: JsonObject;
}

/** A definition given as such, checked as an import is. */
export function givenSide(definition: JsonObject, label: string): DefinitionSide {
  return { label, definition: draftDefinition(withCanonicalTypes(definition), `The ${label}`) };
}

/** What `workflow`, `workflow@3` or `workflow@draft` names; without `@` it is what `otherwise` says. */
export async function namedSide(data: Data, reference: string, otherwise: 'draft' | 'published'): Promise<DefinitionSide> {
  const { name, which = otherwise } = partsOf(reference);
  const row = await findWorkflow(data, name);
  if (which === 'draft') return { label: `the draft of ${row.slug}`, definition: (await data.workflows.draft(row.id)).definition };
  const version = await findVersion(data, row, which === 'published' ? publishedNumber(row) : Number(which));
  return { label: `version ${version.number} of ${row.slug}`, definition: version.definition };
}

/** The id a reference names, and the version where it names one. */
export async function versionNamed(data: Data, reference: string): Promise<{ readonly id: string; readonly version?: number }> {
  const { name: id, which } = partsOf(reference);
  if (which === undefined || which === 'draft') return { id };
  return { id, version: which === 'published' ? publishedNumber(await findWorkflow(data, id)) : Number(which) };
}

function partsOf(reference: string): { readonly name: string; readonly which?: string } {
  const [name = '', which, ...rest] = reference.split('@');
  if (which === undefined) return { name };
  if (rest.length > 0 || !/^(?:draft|published|[1-9]\d{0,8})$/u.test(which)) throw unreadable(reference);
  return { name, which };
}

function publishedNumber({ slug, publishedVersion }: WorkflowRow): number {
  if (publishedVersion !== undefined) return publishedVersion;
  throw new AppError('not_published', `The workflow "${slug}" has no published version.`, {
    next: `Name another version or the draft, or publish it first: \`aiwm workflows publish ${slug}\`.`,
    data: { workflow: slug },
  });
}

function unreadable(reference: string): AppError {
  return new AppError('input_invalid', `"${reference}" names no version of a workflow.`, { next: 'Write `workflow`, `workflow@3` or `workflow@draft`.', data: { reference } });
}
