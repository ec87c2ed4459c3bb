import { contentOf, templateLimits, type TemplateSection } from '../../model/document-template.ts';
import { present } from '../../model/present.ts';
import type { CompiledChart, CompiledColumn, CompiledSection, SectionContent } from './compiled-template.ts';
import type { TemplatePlace, TemplateReader } from './template-reader.ts';

/** Where a list of sections stands: its path, what is known there, and the level of headings that name none. */
export interface SectionsPlace extends TemplatePlace {
  readonly level: number;
  readonly depth: number;
}

/** The sections ready to be rendered; what is wrong with one is noted, and leaves it out. */
export function compileSections(reader: TemplateReader, at: SectionsPlace, sections: readonly TemplateSection[]): readonly CompiledSection[] {
  if (at.depth > templateLimits.depth) {
    reader.problems.add(at.where, `Sections stand more than ${templateLimits.depth} deep in each other.`, 'Make the template flatter.');
    return [];
  }
  return sections.flatMap((section, index) => compileSection(reader, { ...at, where: `${at.where}[${index}]` }, section) ?? []);
}

function compileSection(reader: TemplateReader, at: SectionsPlace, section: TemplateSection): CompiledSection {
  const each = section.each === undefined ? undefined : reader.expression(inField(at, 'each.in'), section.each.in);
  const inside: SectionsPlace = section.each === undefined ? at : { ...at, names: [...at.names, section.each.as], hasItem: true };
  // A condition of a repeat is asked for every element.
  const when = section.when === undefined ? undefined : reader.expression(inField(inside, 'when'), section.when);
  const text = section.heading === undefined ? undefined : reader.text(inField(inside, 'heading'), section.heading);
  const level = section.level ?? at.level;
  const below = { ...inside, level: text === undefined ? at.level : Math.min(6, level + 1), depth: at.depth + 1 };
  const content = compileContent(reader, below, section);
  return {
    where: at.where,
    ...present({
      when,
      content,
      each: each === undefined || section.each === undefined ? undefined : { in: each, as: section.each.as },
      heading: text === undefined ? undefined : { text, level },
    }),
  };
}

function compileContent(reader: TemplateReader, at: SectionsPlace, section: TemplateSection): SectionContent | undefined {
  const { markdown, value, table, chart, document, sections, pageBreak } = section;
  const [name = ''] = contentOf(section);
  const place = inField(at, name);
  if (markdown !== undefined) return made(reader.text(place, markdown), (text) => ({ kind: 'markdown', text }));
  if (value !== undefined) return made(reader.expression(inField(place, 'of'), value.of), (of) => ({ kind: 'value', of, isMarkdown: value.markdown === true }));
  if (table !== undefined) return compileTable(reader, place, table);
  if (chart !== undefined) return made(compileChart(reader, place, chart), (compiled) => ({ kind: 'chart', chart: compiled }));
  if (document !== undefined) return { kind: 'document', id: document.id };
  if (sections !== undefined) return { kind: 'sections', sections: compileSections(reader, { ...at, where: place.where }, sections) };
  return pageBreak === true ? { kind: 'pageBreak' } : undefined;
}

function compileTable(reader: TemplateReader, place: TemplatePlace, table: NonNullable<TemplateSection['table']>): SectionContent | undefined {
  const rows = reader.expression(inField(place, 'rows'), table.rows);
  const columns = table.columns.map((column, index): CompiledColumn | undefined => {
    const at = inField(place, `columns[${index}]`);
    const title = reader.text(inField(at, 'title'), column.title);
    const value = reader.expression({ ...inField(at, 'value'), hasItem: true }, column.value);
    return title === undefined || value === undefined ? undefined : { title, value, align: column.align, isMarkdown: column.markdown === true };
  });
  const empty = table.empty === undefined ? undefined : reader.text(inField(place, 'empty'), table.empty);
  return rows === undefined ? undefined : { kind: 'table', rows, columns: columns.filter((column) => column !== undefined), ...present({ empty }) };
}

function compileChart(reader: TemplateReader, place: TemplatePlace, chart: NonNullable<TemplateSection['chart']>): CompiledChart | undefined {
  const text = (field: 'title' | 'xLabel' | 'yLabel') => (chart[field] === undefined ? undefined : reader.text(inField(place, field), chart[field]));
  const x = reader.expression(inField(place, 'x'), chart.x);
  const caption = reader.text(inField(place, 'caption'), chart.caption);
  const series = chart.series.flatMap((one, index) => {
    const at = inField(place, `series[${index}]`);
    const name = reader.text(inField(at, 'name'), one.name);
    const values = reader.expression(inField(at, 'values'), one.values);
    return name === undefined || values === undefined ? [] : [{ name, values }];
  });
  const labels = present({ title: text('title'), xLabel: text('xLabel'), yLabel: text('yLabel') });
  return x === undefined || caption === undefined ? undefined : { kind: chart.kind, caption, x, series, ...labels };
}

function inField<Place extends TemplatePlace>(place: Place, field: string): Place {
  return { ...place, where: `${place.where}.${field}` };
}

function made<Part>(part: Part | undefined, content: (part: Part) => SectionContent): SectionContent | undefined {
  return part === undefined ? undefined : content(part);
}
