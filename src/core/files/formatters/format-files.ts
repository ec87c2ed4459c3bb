import type { TextFormat } from '../../domain/model/document.ts';

/** How each text format is known outside: media type and file-name endings, the usual one first. */
export const formatFiles = {
  txt: { mediaType: 'text/plain', extensions: ['txt', 'text', 'log'] },
  markdown: { mediaType: 'text/markdown', extensions: ['md', 'markdown'] },
  json: { mediaType: 'application/json', extensions: ['json'] },
  yaml: { mediaType: 'application/yaml', extensions: ['yaml', 'yml'] },
  csv: { mediaType: 'text/csv', extensions: ['csv'] },
  tsv: { mediaType: 'text/tab-separated-values', extensions: ['tsv', 'tab'] },
  html: { mediaType: 'text/html', extensions: ['html', 'htm'] },
} as const satisfies Record<TextFormat, { readonly mediaType: string; readonly extensions: readonly string[] }>;
