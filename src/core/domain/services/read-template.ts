import { stockTemplates, stockTemplateText } from '../catalogue/document-templates/stock/stock-templates.ts';
import { DocumentId } from '../model/document-entry.ts';
import { type StockTemplateName, stockTemplateNames, type TemplateFormat, templateFormats } from '../model/document-template.ts';
import { AppError } from '../model/errors.ts';
import type { Sha256 } from '../model/ids.ts';
import { nearest } from '../model/nearest-word.ts';
import { sha256Hex } from '../model/sha256.ts';
import type { DocumentRow } from '../ports/document-repository.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';

export interface ReadTemplateDeps {
  readonly data: Pick<WorkflowDataPort, 'documents' | 'blobs'>;
}

/** One revision of a template. */
export interface FoundTemplate {
  readonly id: string;
  readonly title: string;
  readonly format: TemplateFormat;
  readonly revision: number;
  readonly sha256: Sha256;
  readonly text: string;
  /** Absent for one that is shipped. */
  readonly row?: DocumentRow;
}

const stockPrefix = 'stock:';

/** The id of a template that is shipped. */
export function stockId(name: StockTemplateName): string {
  return `${stockPrefix}${name}`;
}

/** A template by its id, as it stands in definitions: the revision that is named, else the recommended one, else the newest. */
export async function readTemplate({ data }: ReadTemplateDeps, { id, revision }: { readonly id: string; readonly revision?: number | undefined }): Promise<FoundTemplate> {
  if (id.startsWith(stockPrefix)) return stockTemplate({ data }, id, revision);
  const known = DocumentId.safeParse(id);
  const row = known.success ? await data.documents.get(known.data) : undefined;
  if (row === undefined) throw await unknownTemplate({ data }, id);
  return templateOf({ data }, row, revision);
}

/** A revision of a template of the registry. */
export async function templateOf({ data }: ReadTemplateDeps, row: DocumentRow, revision?: number): Promise<FoundTemplate> {
  const format = templateFormats.find((one) => one === row.format);
  if (row.role !== 'template' || format === undefined) {
    throw new AppError('not_found', `"${row.title}" is a document, not a template.`, { next: 'Name a template: `aiwm docs templates list` shows those there are.', data: { template: row.id } });
  }
  const wanted = revision ?? row.pinnedRevision ?? row.newest.number;
  const found = wanted === row.newest.number ? row.newest : await data.documents.revision(row.id, wanted);
  if (found === undefined) throw noRevision(row, wanted);
  return { id: row.id, title: row.title, format, revision: found.number, sha256: found.sha256, text: new TextDecoder().decode(await data.blobs.read(found.sha256)), row };
}

async function stockTemplate({ data }: ReadTemplateDeps, id: string, revision: number | undefined): Promise<FoundTemplate> {
  const name = stockTemplateNames.find((one) => stockId(one) === id);
  if (name === undefined) throw await unknownTemplate({ data }, id);
  if (revision !== undefined && revision !== 1) throw noRevision({ id, title: id }, revision);
  const text = stockTemplateText(name);
  return { id, title: stockTemplates[name].title, format: 'template', revision: 1, sha256: sha256Hex(new TextEncoder().encode(text)), text };
}

async function unknownTemplate({ data }: ReadTemplateDeps, id: string): Promise<AppError> {
  const titles = (await data.documents.list({ role: 'template', limit: 500 })).map(({ title }) => title);
  const meant = nearest(id, [...titles, ...stockTemplateNames.flatMap((name) => [stockTemplates[name].title, stockId(name)])]);
  return new AppError('not_found', `There is no document template "${id}".`, {
    next: `${meant === undefined ? '' : `Did you mean "${meant}"? `}\`aiwm docs templates list\` shows the templates there are.`,
    data: { template: id },
  });
}

function noRevision({ id, title }: { readonly id: string; readonly title: string }, revision: number): AppError {
  return new AppError('not_found', `The template "${title}" has no revision ${revision}.`, { next: `\`aiwm docs revisions ${id}\` shows those it has.`, data: { template: id, revision } });
}
