import { AppError } from '../../domain/model/errors.ts';
import { textFormats } from '../../domain/model/document.ts';
import type { TextFormat } from '../../domain/model/document.ts';
import type { Formatter, FormatterSet } from '../../domain/ports/formatter.ts';
import { formatFiles } from './format-files.ts';

/** Every text format, each loaded when it is first asked for. */
const formatters = {
  txt: async () => (await import('./txt-formatter.ts')).createTxtFormatter(),
  markdown: async () => (await import('./markdown-formatter.ts')).createMarkdownFormatter(),
  json: async () => (await import('./json-formatter.ts')).createJsonFormatter(),
  yaml: async () => (await import('./yaml-formatter.ts')).createYamlFormatter(),
  csv: async () => (await import('./csv-formatter.ts')).createCsvFormatter(),
  tsv: async () => (await import('./tsv-formatter.ts')).createTsvFormatter(),
  html: async () => (await import('./html-formatter.ts')).createHtmlFormatter(),
} as const satisfies Record<TextFormat, () => Promise<Formatter>>;

/** The formatters by format and by file name. */
export function createFormatterSet(): FormatterSet {
  return {
    get: async (format) => {
      if (!isTextFormat(format)) {
        throw unknownFormat(`There is no text format "${String(format)}".`);
      }
      return formatters[format]();
    },
    forFile: async (name) => {
      const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
      const format = textFormats.find((candidate) => endingsOf(candidate).includes(extension));
      if (format === undefined) {
        throw unknownFormat(`The file name "${name}" does not tell a text format.`);
      }
      return formatters[format]();
    },
    dialect: async (beginning) => (await import('./text-dialect.ts')).textDialect(beginning),
    async *records(chunks, options) {
      yield* (await import('./delimited-records.ts')).delimitedRecords(chunks, options);
    },
    plainText: async (html) => (await import('./plain-text.ts')).plainText(html),
  };
}

function isTextFormat(format: unknown): format is TextFormat {
  return typeof format === 'string' && Object.hasOwn(formatters, format);
}

function endingsOf(format: TextFormat): readonly string[] {
  return formatFiles[format].extensions;
}

function unknownFormat(message: string): AppError {
  const endings = textFormats.flatMap((format) => endingsOf(format).map((extension) => `.${extension}`));
  return new AppError('input_invalid', message, {
    next: `Formats are ${textFormats.join(', ')}; file names end in ${endings.join(', ')}.`,
  });
}
