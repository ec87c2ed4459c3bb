import { CompositeTemplate, type TemplateFormat, templateLimits, type TemplateSection } from '../../model/document-template.ts';
import type { Json } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import { compileSections, type SectionsPlace } from './compile-sections.ts';
import type { CompiledComposite, CompiledTemplate } from './compiled-template.ts';
import { checkHtmlPlaces } from './html-places.ts';
import { templateInvalid, type TemplateProblem } from './template-problems.ts';
import { type TemplatePlace, TemplateReader } from './template-reader.ts';

/** A template as it is kept. */
export interface TemplateSource {
  readonly format: TemplateFormat;
  readonly text: string;
}

export type CheckedTemplate =
  | { readonly ok: true; readonly compiled: CompiledTemplate }
  | { readonly ok: false; readonly problems: readonly TemplateProblem[] };

/** The template ready to make documents. Throws `definition_invalid` with everything that is wrong with it in `data.problems`. */
export function compileTemplate(source: TemplateSource): CompiledTemplate {
  const checked = checkTemplate(source);
  if (checked.ok) return checked.compiled;
  throw templateInvalid(checked.problems);
}

/** As {@link compileTemplate}, for whoever wants the list instead of a throw. */
export function checkTemplate({ format, text }: TemplateSource): CheckedTemplate {
  const reader = new TemplateReader();
  if (text.length > templateLimits.source) reader.problems.add(format, `The template is longer than ${templateLimits.source} characters.`, 'Put fixed parts into documents of their own.');
  const body = reader.problems.found.length > 0 ? undefined : format === 'template' ? compileComposite(reader, text) : compileText(reader, format, text);
  if (body === undefined || reader.problems.found.length > 0) return { ok: false, problems: reader.problems.found };
  const documents = body.format === 'template' ? body.documents : [];
  return { ok: true, compiled: { body, references: reader.references, uses: reader.uses, documents } };
}

type TextBody = Exclude<CompiledTemplate['body'], { readonly format: 'template' }>;

const whole: TemplatePlace = { where: 'text', names: [], hasItem: false };

function compileText(reader: TemplateReader, format: 'md' | 'html', text: string): TextBody | undefined {
  const parsed = reader.text(whole, text);
  if (parsed === undefined) return undefined;
  if (format === 'html') checkHtmlPlaces(reader.problems, parsed);
  if (format === 'md' && hasPlaceInFrontMatter(text)) reader.problems.add('text', 'An expression stands in the front matter.', 'Give the title where the document is made; expressions stand in the text.');
  return format === 'md' ? { format, text: parsed } : { format, text: parsed };
}

function hasPlaceInFrontMatter(text: string): boolean {
  const [, head] = /^---\r?\n(.*?)\n---[ \t]*\r?$/msu.exec(text.startsWith('---') ? text : '') ?? [];
  return head?.includes('{{') === true;
}

type Composite = { readonly format: 'template'; readonly documents: CompiledTemplate['documents'] } & CompiledComposite;

function compileComposite(reader: TemplateReader, text: string): Composite | undefined {
  const parsed = CompositeTemplate.safeParse(parseJson(reader, text));
  if (reader.problems.found.length > 0) return undefined;
  for (const { path, message } of parsed.error?.issues ?? []) reader.problems.add(pathText(path) || 'template', message);
  if (!parsed.success) return undefined;
  const { title, author, options, header, body, appendices } = parsed.data;
  const line = (where: string, source: string | undefined) => (source === undefined ? undefined : reader.text({ ...whole, where }, source));
  const sections = (where: string, list: readonly TemplateSection[]) => compileSections(reader, { ...root, where }, list);
  const [compiledTitle, language] = [line('title', title), line('options.language', options.language)];
  const parts = { header: sections('header', header), sections: sections('body', body), appendices: sections('appendices', appendices) };
  if (compiledTitle === undefined || language === undefined) return undefined;
  return {
    format: 'template',
    title: compiledTitle,
    language,
    contents: options.contents,
    ...parts,
    ...present({ paper: options.page, author: line('author', author), pageHeader: line('options.header', options.header), pageFooter: line('options.footer', options.footer) }),
    documents: [header, body, appendices].flatMap(documentsIn),
  };
}

const root: SectionsPlace = { ...whole, level: 2, depth: 1 };

function documentsIn(sections: readonly TemplateSection[]): CompiledTemplate['documents'] {
  return sections.flatMap(({ document, sections: inside }) => [...(document === undefined ? [] : [{ id: document.id, ...present({ revision: document.revision }) }]), ...documentsIn(inside ?? [])]);
}

/** Deeper than any template: neither the parser nor the schema walks it. */
const deepestJson = 64;

function parseJson(reader: TemplateReader, text: string): Json {
  if (nestingOf(text) > deepestJson) {
    reader.problems.add('template', `It is nested deeper than ${deepestJson} levels.`, 'Make the template flatter.');
    return null;
  }
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    reader.problems.add('template', `It is no JSON: ${error instanceof Error ? error.message : String(error)}`, 'Correct the JSON; docs/how-to/document-templates.md describes the format.');
    return null;
  }
}

/** Brackets in texts count, too: it may only be too careful. */
function nestingOf(text: string): number {
  let [deep, deepest] = [0, 0];
  for (const sign of text.replaceAll(/"(?:[^"\\]|\\.)*"/gsu, '')) {
    if (sign === '{' || sign === '[') deepest = Math.max(deepest, (deep += 1));
    else if (sign === '}' || sign === ']') deep -= 1;
  }
  return deepest;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`), '');
}
