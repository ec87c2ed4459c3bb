import type { DocumentSource } from '../../model/document.ts';
import type { JsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import type { CompiledComposite, CompiledTemplate } from './compiled-template.ts';
import { escapedHtml } from './escaped-html.ts';
import { renderSection, renderSections, type Sheet, type TakenDocument } from './render-sections.ts';
import { TemplateValues } from './template-values.ts';

/** What a document is made from besides its template. */
export interface TemplateGiven {
  /** What expressions read as `inputs`. */
  readonly inputs: JsonObject;
  /** Titles the document whatever the template says. */
  readonly title?: string | undefined;
  readonly author?: string | undefined;
  readonly language?: string | undefined;
  /** Documents the template takes in, by id. */
  readonly documents?: ReadonlyMap<string, TakenDocument>;
}

/**
 * The document of these values, for any builder. Equal templates and values give equal sources: there is no clock, and what
 * is not given is not known. Throws `input_invalid` with the section in `data.section`.
 */
export function renderDocument({ body }: CompiledTemplate, given: TemplateGiven): DocumentSource {
  const values = new TemplateValues(given.inputs);
  const own = present({ author: given.author, language: given.language });
  if (body.format === 'template') return composite(body, { given, values });
  if (body.format === 'md') return { title: given.title ?? '', markdown: values.marked('text', body.text, nothing), texts: values.texts, ...own };
  const html = values.parts('text', body.text, nothing).map((part) => (typeof part === 'string' ? part : escapedHtml(part.value))).join('');
  return { title: given.title ?? '', html, ...own };
}

const nothing = { vars: {} };

function composite(template: CompiledComposite, { given, values }: { readonly given: TemplateGiven; readonly values: TemplateValues }): DocumentSource {
  const sheet: Sheet = { values, documents: given.documents ?? new Map(), charts: {}, sections: 0, cells: 0 };
  const line = (where: string, text: CompiledComposite['title'] | undefined) => (text === undefined ? undefined : values.plain(where, text, nothing));
  const language = given.language ?? values.plain('options.language', template.language, nothing);
  const title = given.title ?? values.plain('title', template.title, nothing);
  const parts = [
    // Written here, so that a heading inside a value never takes the place of the title.
    ...(hasTitle(template) ? [] : [`# ${values.place(title)}`]),
    renderSections(sheet, template.header, nothing),
    ...(template.contents ? ['<!-- contents -->'] : []),
    renderSections(sheet, template.sections, nothing),
    ...appendices(sheet, template, language),
  ];
  return {
    title,
    language,
    markdown: parts.filter((part) => part !== '').join('\n\n'),
    texts: values.texts,
    charts: sheet.charts,
    ...present({ paper: template.paper, author: given.author ?? line('author', template.author), header: line('options.header', template.pageHeader), footer: line('options.footer', template.pageFooter) }),
  };
}

/** Whether the template has a heading of its own where the title would stand. */
function hasTitle({ header, sections }: CompiledComposite): boolean {
  return [...header, ...sections].some(({ heading }) => heading?.level === 1);
}

/** Each on a page of its own, lettered in order; one whose condition does not hold takes no letter. */
function appendices(sheet: Sheet, { appendices: sections }: CompiledComposite, language: string): readonly string[] {
  const texts = sections.flatMap((section) => {
    const { heading, ...content } = section;
    const seen = heading === undefined ? section : { ...content, heading: { ...heading, level: 2 } };
    return renderSection(sheet, seen, nothing).filter((text) => text !== '');
  });
  return texts.map((text, index) => `<!-- pagebreak -->\n\n${lettered(text, `${appendixWord(language)} ${letter(index)}`)}`);
}

function lettered(text: string, label: string): string {
  return text.startsWith('## ') ? `## ${label}: ${text.slice(3)}` : `## ${label}\n\n${text}`;
}

/** A to Z, then AA. */
function letter(index: number): string {
  return index < 26 ? String.fromCodePoint(65 + index) : `${letter(Math.floor(index / 26) - 1)}${letter(index % 26)}`;
}

const appendixWords: { readonly [language: string]: string } = { de: 'Anhang', es: 'Anexo', fr: 'Annexe', it: 'Allegato', nl: 'Bijlage', pl: 'Załącznik', pt: 'Anexo' };

function appendixWord(language: string): string {
  return appendixWords[language.slice(0, 2).toLowerCase()] ?? 'Appendix';
}
