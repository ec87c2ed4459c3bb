import type { RegisteredFormat } from '../../../../core/domain/model/document-entry.ts';

/** What a new document begins with, so that it is well formed from the first revision on. */
export function firstText(format: RegisteredFormat, title: string): string {
  switch (format) {
    case 'md':
      return `# ${title}\n`;
    case 'html':
      return `<h1>${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</h1>\n`;
    case 'json':
      return '{}\n';
    case 'yaml':
      return '{}\n';
    case 'csv':
      return 'name,value\n';
    case 'tsv':
      return 'name\tvalue\n';
    case 'template':
      return `${JSON.stringify({ format: 'aiwm.template/1', title, sample: { name: 'Ada' }, body: [{ heading: title, markdown: 'Dear {{ inputs.name }}' }] }, null, 2)}\n`;
    case 'txt':
    case 'docx':
    case 'pdf':
      return '';
  }
}
