import type { DocumentDress, DocumentFormat, DocumentText } from '../../model/document.ts';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import type { DocumentBuilderSet } from '../../ports/document-builder.ts';
import { markdownOfTable, markdownOfText, markdownOfValue } from './markdown-of.ts';
import type { SourceContent } from './source-document.ts';
import { isTabular, tableOfValue } from './table-of-value.ts';
import { numericColumns, type Written } from './write-as-text.ts';

export interface DocumentWriting {
  readonly to: DocumentFormat;
  /** What it is called where its text does not say. */
  readonly title: string;
  readonly images: NonNullable<DocumentDress['images']>;
  readonly signal: AbortSignal;
}

/** A document made by a builder from any content. */
export async function writeAsDocument(documents: DocumentBuilderSet, content: SourceContent, { to, title, images, signal }: DocumentWriting): Promise<Written> {
  const { dress, notes } = dressOf(content.kind === 'words' ? content.front : undefined);
  const builder = await documents.get(to);
  const built = await builder.build({ title, ...dress, images, ...textOf(content) }, signal);
  return { bytes: built.bytes, notes: [...notes, ...built.notes] };
}

function textOf(content: SourceContent): DocumentText {
  switch (content.kind) {
    case 'words':
      if (content.format === 'html') return { html: content.text };
      return { markdown: content.format === 'markdown' ? content.text : markdownOfText(content.text) };
    case 'table':
      return { markdown: content.table.columns.length === 0 ? '' : markdownOfTable(content.table, numericColumns(content.table)) };
    case 'value': {
      if (!isTabular(content.value)) return { markdown: markdownOfValue(content.value) };
      const { table, numeric } = tableOfValue(content.value, 'a table');
      return { markdown: markdownOfTable(table, numeric) };
    }
  }
}

const known = ['title', 'author', 'lang', 'language', 'subject', 'description', 'keywords', 'tags', 'date'];

/** What the facts before a text say of the document. */
function dressOf(front: JsonObject = {}): { readonly dress: Partial<DocumentDress>; readonly notes: readonly string[] } {
  const text = (...names: string[]): string | undefined => names.map((name) => front[name]).find((value): value is string => typeof value === 'string' && value.trim() !== '');
  const keywords = listOf(front['keywords'] ?? front['tags']);
  const left = Object.keys(front).filter((name) => !known.includes(name) || name === 'date' || isJsonObject(front[name]));
  return {
    dress: present({ title: text('title'), author: text('author'), language: text('lang', 'language'), subject: text('subject', 'description'), keywords }),
    notes: left.length === 0 ? [] : [`The facts before the text that have no place in a document are left out: ${left.join(', ')}.`],
  };
}

function listOf(value: Json | undefined): readonly string[] | undefined {
  const words = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value.filter((word: Json): word is string => typeof word === 'string') : [];
  const named = words.map((word) => word.trim()).filter((word) => word !== '');
  return named.length === 0 ? undefined : named;
}
