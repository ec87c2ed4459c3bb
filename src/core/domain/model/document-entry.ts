import { z } from 'zod';

/** What a document of the registry is written in. `template` is a composite template, kept as JSON. */
export const registeredFormats = ['txt', 'md', 'html', 'json', 'yaml', 'csv', 'tsv', 'docx', 'pdf', 'template'] as const;
export type RegisteredFormat = (typeof registeredFormats)[number];

export const documentRoles = ['document', 'template'] as const;
export type DocumentRole = (typeof documentRoles)[number];

/** Ids are UUIDv7, so that they sort by creation. */
export const DocumentId = z.uuid().brand<'DocumentId'>();
export type DocumentId = z.infer<typeof DocumentId>;

/** A text longer than this is downloaded, not opened. */
export const longestOpenedText = 4 * 1024 * 1024;

/** The largest document that is kept. */
export const largestDocument = 128 * 1024 * 1024;

interface FormatFacts {
  readonly mediaType: string;
  /** File-name endings without the dot, the usual one first. */
  readonly extensions: readonly string[];
  /** How two texts of it are compared: by lines, by what their values mean, or not at all. */
  readonly compares: 'lines' | 'structure' | 'bytes';
}

/** What there is to know of each format. */
export const formatFacts: { readonly [F in RegisteredFormat]: FormatFacts } = {
  txt: { mediaType: 'text/plain', extensions: ['txt', 'text', 'log'], compares: 'lines' },
  md: { mediaType: 'text/markdown', extensions: ['md', 'markdown'], compares: 'lines' },
  html: { mediaType: 'text/html', extensions: ['html', 'htm'], compares: 'lines' },
  json: { mediaType: 'application/json', extensions: ['json'], compares: 'structure' },
  yaml: { mediaType: 'application/yaml', extensions: ['yaml', 'yml'], compares: 'structure' },
  csv: { mediaType: 'text/csv', extensions: ['csv'], compares: 'lines' },
  tsv: { mediaType: 'text/tab-separated-values', extensions: ['tsv', 'tab'], compares: 'lines' },
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'], compares: 'bytes' },
  pdf: { mediaType: 'application/pdf', extensions: ['pdf'], compares: 'bytes' },
  template: { mediaType: 'application/json', extensions: ['template.json'], compares: 'structure' },
};

/** Whether a document of the format is text that people write. */
export function isTextFormat(format: RegisteredFormat): boolean {
  return formatFacts[format].compares !== 'bytes';
}

/** The format a file's name tells of. */
export function formatOfName(name: string): RegisteredFormat | undefined {
  const lower = name.toLowerCase();
  const matching = (format: RegisteredFormat): boolean => formatFacts[format].extensions.some((extension) => lower.endsWith(`.${extension}`));
  // A composite template is JSON, too: its longer ending decides.
  return matching('template') ? 'template' : registeredFormats.find(matching);
}
