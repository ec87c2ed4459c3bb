import type { PointedProblem } from '../catalogue/json-schema.ts';
import { formatFacts, type RegisteredFormat } from '../model/document-entry.ts';
import type { TextFormat } from '../model/document.ts';
import type { Json } from '../model/json.ts';
import { present } from '../model/present.ts';
import type { DocumentProblem } from '../operations/document-shapes.ts';
import type { FormatIssue, Formatter, FormatterSet } from '../ports/formatter.ts';

export interface CheckedDocument {
  readonly format: RegisteredFormat;
  readonly bytes: Uint8Array;
  /** From {@link checkOfSchema}. */
  readonly check?: ((value: Json) => readonly PointedProblem[]) | undefined;
}

/** The text format that reads a registered one; nothing reads DOCX and PDF as texts. */
export function textFormatOf(format: RegisteredFormat): TextFormat | undefined {
  if (format === 'md') return 'markdown';
  if (format === 'template') return 'json';
  return format === 'docx' || format === 'pdf' ? undefined : format;
}

/** Whether a JSON Schema can say something of documents of the format. */
export function takesSchema(format: RegisteredFormat): boolean {
  return formatFacts[format].compares === 'structure';
}

/** What is wrong with a document, in the order of its text: first how it is written, then what it says. */
export async function documentProblems({ formatters }: { readonly formatters: FormatterSet }, { format, bytes, check }: CheckedDocument): Promise<readonly DocumentProblem[]> {
  const textFormat = textFormatOf(format);
  if (textFormat === undefined) return [];
  const formatter = await formatters.get(textFormat);
  const faults = await formatter.validate(bytes);
  if (faults.length > 0) return faults.map((fault) => asProblem(fault, 'error'));
  const remarks = (await formatter.remarks(bytes)).map((remark) => asProblem(remark, 'warning'));
  const misfits = check === undefined || !takesSchema(format) ? [] : await misfitsOf(formatter, bytes, check);
  return [...remarks, ...misfits].toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0));
}

async function misfitsOf(formatter: Formatter, bytes: Uint8Array, check: NonNullable<CheckedDocument['check']>): Promise<readonly DocumentProblem[]> {
  const found = check(await formatter.parse(bytes));
  if (found.length === 0) return [];
  const places = await formatter.places(bytes, found.map(({ pointer }) => pointer));
  return found.map(({ pointer, message }) => ({ ...places.get(pointer), path: pointer, message: sentence(message), severity: 'error' }));
}

function asProblem({ message, line, column }: FormatIssue, severity: DocumentProblem['severity']): DocumentProblem {
  return { ...present({ line, column }), path: '', message: sentence(message), severity };
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
}
