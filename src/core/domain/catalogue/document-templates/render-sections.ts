import type { ChartSpec } from '../../model/document.ts';
import { templateLimits } from '../../model/document-template.ts';
import { AppError } from '../../model/errors.ts';
import { isJsonList, type Json } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import type { CompiledChart, CompiledSection, SectionContent } from './compiled-template.ts';
import { sectionFailed, tooLarge } from './template-problems.ts';
import type { Seen, TemplateValues } from './template-values.ts';

/** Another document of the registry, as templates take it in. */
export interface TakenDocument {
  readonly format: 'md' | 'txt';
  readonly text: string;
}

/** What sections are rendered into. */
export interface Sheet {
  readonly values: TemplateValues;
  readonly documents: ReadonlyMap<string, TakenDocument>;
  readonly charts: { [id: string]: ChartSpec };
  sections: number;
  cells: number;
}

/** The sections as Markdown with places, a blank line between them. */
export function renderSections(sheet: Sheet, sections: readonly CompiledSection[], seen: Seen): string {
  return sections.flatMap((section) => renderSection(sheet, section, seen)).filter((text) => text !== '').join('\n\n');
}

/** A section once, or once for each element. */
export function renderSection(sheet: Sheet, section: CompiledSection, seen: Seen): readonly string[] {
  if (section.each === undefined) return [renderOnce(sheet, section, seen)];
  const { as, in: source } = section.each;
  const where = `${section.where}.each.in`;
  const items = sheet.values.list(where, source, seen);
  if (items.length > templateLimits.repeats) throw sectionFailed(where, tooLarge('repeats of one section', templateLimits.repeats));
  return items.map((item, index) => renderOnce(sheet, section, { vars: { ...seen.vars, [as]: item }, item, index }));
}

function renderOnce(sheet: Sheet, { where, when, heading, content }: CompiledSection, seen: Seen): string {
  sheet.sections += 1;
  if (sheet.sections > templateLimits.sections) throw sectionFailed(where, tooLarge('sections', templateLimits.sections));
  if (when !== undefined && !sheet.values.holds(`${where}.when`, when, seen)) return '';
  const title = heading === undefined ? '' : `${'#'.repeat(heading.level)} ${oneLine(sheet.values.marked(`${where}.heading`, heading.text, seen))}`;
  const text = content === undefined ? '' : renderContent(sheet, { where, content }, seen);
  return [title, text].filter((part) => part !== '').join('\n\n');
}

function renderContent(sheet: Sheet, { where, content }: { readonly where: string; readonly content: SectionContent }, seen: Seen): string {
  const { values, documents } = sheet;
  switch (content.kind) {
    case 'markdown':
      return values.marked(`${where}.markdown`, content.text, seen);
    case 'value':
      return values.place(values.value(`${where}.value.of`, content.of, seen), content.isMarkdown);
    case 'table':
      return renderTable(sheet, { where: `${where}.table`, table: content }, seen);
    case 'chart':
      return renderChart(sheet, { where: `${where}.chart`, chart: content.chart }, seen);
    case 'document': {
      const taken = documents.get(content.id);
      if (taken === undefined) throw sectionFailed(where, new AppError('not_found', `There is no document "${content.id}".`, { next: '`aiwm docs list` shows the documents there are.' }));
      return values.place(taken.text, taken.format === 'md');
    }
    case 'sections':
      return renderSections(sheet, content.sections, seen);
    case 'pageBreak':
      return '<!-- pagebreak -->';
  }
}

interface TableAt {
  readonly where: string;
  readonly table: Extract<SectionContent, { readonly kind: 'table' }>;
}

function renderTable(sheet: Sheet, { where, table }: TableAt, seen: Seen): string {
  const { values } = sheet;
  const rows = values.list(`${where}.rows`, table.rows, seen);
  if (rows.length === 0) return table.empty === undefined ? '' : values.marked(`${where}.empty`, table.empty, seen);
  sheet.cells += rows.length * table.columns.length;
  if (sheet.cells > templateLimits.cells) throw sectionFailed(where, tooLarge('table cells', templateLimits.cells));
  // A title may hold a bar of its own; as a place it parts no cells.
  const titles = table.columns.map(({ title }, index) => values.place(values.plain(`${where}.columns[${index}].title`, title, seen)));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(titles),
    line(table.columns.map(({ align }) => marks[align])),
    ...rows.map((item, index) => line(table.columns.map((column, at) => values.place(values.value(`${where}.columns[${at}].value`, column.value, { ...seen, item, index }), column.isMarkdown)))),
  ].join('\n');
}

const marks = { left: ':--', center: ':-:', right: '--:' } as const;

function renderChart(sheet: Sheet, { where, chart }: { readonly where: string; readonly chart: CompiledChart }, seen: Seen): string {
  const { values, charts } = sheet;
  const x = values.list(`${where}.x`, chart.x, seen).map((label) => (label === null || typeof label === 'object' ? '' : String(label)));
  const series = chart.series.map(({ name, values: source }, index) => {
    const at = `${where}.series[${index}]`;
    return { name: values.plain(`${at}.name`, name, seen), values: numbers(`${at}.values`, values.list(`${at}.values`, source, seen), x.length) };
  });
  const label = (field: 'title' | 'xLabel' | 'yLabel') => (chart[field] === undefined ? undefined : values.plain(`${where}.${field}`, chart[field], seen));
  const id = `c${Object.keys(charts).length + 1}`;
  charts[id] = { kind: chart.kind, x, series, ...present({ title: label('title'), xLabel: label('xLabel'), yLabel: label('yLabel') }) };
  return `![${oneLine(values.place(values.plain(`${where}.caption`, chart.caption, seen)))}](chart:${id})`;
}

function numbers(where: string, list: readonly Json[], wanted: number): readonly (number | null)[] {
  if (list.length !== wanted) throw sectionFailed(where, new AppError('input_invalid', `There are ${list.length} values for ${wanted} labels.`, { next: 'Give one value for each label of x; null leaves a gap.' }));
  return list.map((value) => {
    if (value === null || typeof value === 'number') return value;
    throw sectionFailed(where, new AppError('input_invalid', `A value is ${isJsonList(value) ? 'a list' : `a ${typeof value}`}, not a number.`, { next: 'Give numbers: inputs.rows.map(row, double(row.amount)).' }));
  });
}

/** A heading and a caption end with their line. */
function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]+\s*/gu, ' ').trim();
}
