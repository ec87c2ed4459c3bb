import type { RegisteredFormat } from '../../../../core/domain/model/document-entry.ts';
import type { TextLanguage } from '../../../editors/text/TextEditor.tsx';

/** What a format is coloured as. */
export function languageOf(format: RegisteredFormat): TextLanguage {
  switch (format) {
    case 'md':
    case 'html':
    case 'json':
    case 'yaml':
      return format;
    case 'template':
      return 'json';
    case 'txt':
    case 'csv':
    case 'tsv':
    case 'docx':
    case 'pdf':
      return 'txt';
  }
}
