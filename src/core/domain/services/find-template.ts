import { stockTemplates } from '../catalogue/document-templates/stock/stock-templates.ts';
import { DocumentId } from '../model/document-entry.ts';
import { stockTemplateNames } from '../model/document-template.ts';
import { AppError } from '../model/errors.ts';
import type { DocumentRow } from '../ports/document-repository.ts';
import { type FoundTemplate, readTemplate, type ReadTemplateDeps, stockId, templateOf } from './read-template.ts';

/** A template by its id or by the title that lists show, where one alone has it; one's own goes before one that is shipped. */
export async function findTemplate(deps: ReadTemplateDeps, name: string, revision?: number): Promise<FoundTemplate> {
  const rows = await rowsNamed(deps, name);
  const [row] = rows;
  if (rows.length > 1) throw ambiguous(name, rows);
  if (row !== undefined) return templateOf(deps, row, revision);
  const stock = stockTemplateNames.find((one) => stockTemplates[one].title === name);
  return readTemplate(deps, { id: stock === undefined ? name : stockId(stock), revision });
}

/** Templates before documents: one that is no template is only found to say so. */
async function rowsNamed({ data: { documents } }: ReadTemplateDeps, name: string): Promise<readonly DocumentRow[]> {
  const id = DocumentId.safeParse(name);
  const known = id.success ? await documents.get(id.data) : undefined;
  if (known !== undefined) return [known];
  const named = await documents.named(name);
  const templates = named.filter(({ role }) => role === 'template');
  return templates.length > 0 ? templates : named.slice(0, 1);
}

function ambiguous(title: string, rows: readonly DocumentRow[]): AppError {
  const ids = rows.map(({ id }) => id);
  return new AppError('input_invalid', `${ids.length} templates are called "${title}".`, { next: `Name one by its id: ${ids.join(', ')}.`, data: { title, ids } });
}
