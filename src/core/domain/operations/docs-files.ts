import { z } from 'zod';
import { registeredFormats } from '../model/document-entry.ts';
import { manyBytes } from '../model/input-bytes.ts';
import { JsonRecord } from '../model/json-value.ts';
import { textEncodings } from '../model/text-encoding.ts';
import { command, query } from './define-operation.ts';
import { DocumentProblem, documentId } from './document-shapes.ts';

const file = z.string().min(1).meta({ format: 'path' }).optional();
const id = documentId.optional();

/** Formats a document can be written in, by the endings of their files. */
export const convertedFormats = ['txt', 'md', 'html', 'json', 'yaml', 'csv', 'tsv', 'docx', 'pdf'] as const;
export type ConvertedFormat = (typeof convertedFormats)[number];

const Validation = z.object({
  valid: z.boolean().describe('Whether there is no error; warnings may remain'),
  format: z.enum(registeredFormats),
  checked: z.enum(['text', 'schema']).describe('`text` where there is no schema: only how it is written was looked at'),
  problems: z.array(DocumentProblem).describe('The first 200, in the order of the text'),
  more: z.int().describe('How many there are besides'),
});
export type Validation = z.infer<typeof Validation>;

/** What is done with documents that may as well lie as files in an allowed directory. */
export const docsFiles = {
  validate: query('docs.validate', {
    mostBytes: manyBytes.texts,
    summary: 'Check how a document is written, and what it says against a JSON Schema',
    access: 'read',
    input: z.strictObject({
      file: file.describe('A file in an allowed directory'),
      id: id.describe('A document of the registry, instead of a file'),
      text: z.string().max(4 * 1024 * 1024).optional().describe('The text itself, instead of a file; with `id` what that document would say, against its schema'),
      format: z.enum(registeredFormats).optional().describe('Its format; as the file’s name says if absent'),
      schema: file.describe('A JSON Schema 2020-12 as a JSON or YAML file in an allowed directory'),
      inlineSchema: JsonRecord.optional().describe('The JSON Schema itself, instead of a file'),
    }),
    output: Validation,
    errors: ['not_found', 'path_denied', 'integrity'],
    example: { text: '{"a": 1}\n', format: 'json' },
    positionals: ['file'],
    takesMuch: true,
  }),
  convert: command('docs.convert', {
    summary: 'Write a document in another format',
    access: 'operate',
    subject: ['input.id', 'input.file'],
    input: z.strictObject({
      file: file.describe('A file in an allowed directory'),
      id: id.describe('A document of the registry, instead of a file'),
      to: z.enum(convertedFormats).describe('The format to write'),
      directory: z.string().min(1).meta({ format: 'path' }).optional().describe('The allowed directory to write into; the one of the file if absent'),
      overwrite: z.boolean().default(false).describe('Replace a file of that name; what was there is kept beside it first'),
      encoding: z.enum(textEncodings).optional().describe('How the text is encoded; found out if absent'),
      delimiter: z.string().length(1).optional().describe('What stands between the cells of a table; found out if absent'),
      raw: z.boolean().default(false).describe('Write cells that a spreadsheet would run as formulas as they are'),
    }),
    output: z.object({
      path: z.string().describe('Where it was written'),
      format: z.enum(convertedFormats),
      bytes: z.int(),
      backup: z.string().optional().describe('Where what it replaced is kept'),
      notes: z.array(z.string()).describe('What was left out or done otherwise, a sentence each'),
    }),
    errors: ['not_found', 'path_denied', 'conflict', 'precondition_failed', 'integrity'],
    example: { file: '<textfile>', to: 'html', directory: '<directory>' },
    positionals: ['file'],
  }),
};
