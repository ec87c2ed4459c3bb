import { checkTemplate } from '../catalogue/document-templates/compile-template.ts';
import { templateInvalid } from '../catalogue/document-templates/template-problems.ts';
import { isTextFormat, largestDocument } from '../model/document-entry.ts';
import { templateFormats } from '../model/document-template.ts';
import { AppError } from '../model/errors.ts';
import type { Json } from '../model/json.ts';
import { present } from '../model/present.ts';
import type { DocumentProblem } from '../operations/document-shapes.ts';
import type { DocumentRow } from '../ports/document-repository.ts';
import { binaryByte } from './binary-byte.ts';
import type { DocumentWork } from './conversion/document-work.ts';
import { takesSchema } from './document-problems.ts';

export interface FitDeps {
  readonly work: Pick<DocumentWork, 'check'>;
  /** What the schema of the document says, as far as it has one. */
  schemaOf(row: Pick<DocumentRow, 'schema'>): Promise<{ readonly schema: Json; readonly title: string } | undefined>;
}

export interface Fitting {
  readonly document: Pick<DocumentRow, 'title' | 'format' | 'role' | 'schema'>;
  readonly bytes: Uint8Array;
  readonly override: boolean;
}

/** Whoever overrides may keep what does not fit its schema, or is no sound template; what is no text, or too large, nobody keeps. */
export async function demandFit(deps: FitDeps, { document, bytes, override }: Fitting): Promise<void> {
  const { title, format } = document;
  if (bytes.byteLength > largestDocument) throw new AppError('input_invalid', `"${title}" would have ${bytes.byteLength} bytes; at most ${largestDocument} are kept.`, { next: 'Keep it as a file in an allowed directory.', data: { bytes: bytes.byteLength } });
  const binary = isTextFormat(format) ? binaryByte(bytes) : undefined;
  if (binary !== undefined) throw noText(document, bytes, binary);
  if (override) return;
  if (document.role === 'template') demandSound(document, bytes);
  const schema = takesSchema(format) ? await deps.schemaOf(document) : undefined;
  if (schema === undefined) return;
  const found = await deps.work.check({ name: title, format, bytes, schema: { value: schema.schema, name: `"${schema.title}"` } }, new AbortController().signal);
  const errors = found.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw misfit(title, schema.title, errors);
}

function demandSound({ format }: Fitting['document'], bytes: Uint8Array): void {
  const made = templateFormats.find((one) => one === format);
  const checked = made === undefined ? undefined : checkTemplate({ format: made, text: new TextDecoder().decode(bytes) });
  if (checked?.ok === false) throw templateInvalid(checked.problems);
}

function noText({ title, format }: Fitting['document'], bytes: Uint8Array, at: number): AppError {
  const found = `0x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}`;
  return new AppError('input_invalid', `"${title}" is no ${format} text: byte ${at + 1} is ${found}, which stands in no text.`, {
    next: 'Name the format it has with --format (`pdf`, `docx`), or save it as UTF-8 text first.',
    data: { field: 'format', format, byte: at + 1 },
  });
}

function misfit(title: string, schema: string, problems: readonly DocumentProblem[]): AppError {
  const [first] = problems;
  const where = first?.line === undefined ? '' : `line ${String(first.line)}: `;
  const more = problems.length === 1 ? '' : ` There are ${problems.length - 1} more.`;
  return new AppError('input_invalid', `"${title}" does not fit the schema "${schema}": ${where}${first?.message ?? ''}${first?.message.endsWith('.') === true ? '' : '.'}${more}`, {
    next: 'Mend it, or save it all the same with `override: true`, which the audit log tells of.',
    data: { reason: 'problems', problems: problems.slice(0, 200).map((problem): Json => present(problem)) },
  });
}
