import type { DocumentBuilderSet } from '../../ports/document-builder.ts';
import type { FormatterSet } from '../../ports/formatter.ts';
import type { ReadSource } from './source-document.ts';
import { writeAsDocument } from './write-as-document.ts';
import type { Written } from './write-as-text.ts';

export interface TextPorts {
  readonly formatters: FormatterSet;
  readonly documents: DocumentBuilderSet;
}

/** A document as plain text: the words of a page without its marks; what is text already stays as it is. */
export async function writeAsPlainText({ formatters, documents }: TextPorts, { content, text }: ReadSource, signal: AbortSignal): Promise<Written> {
  const txt = await formatters.get('txt');
  if (content.kind !== 'words' || content.format === 'txt') return { bytes: await txt.serialise(text), notes: [] };
  if (content.format === 'html') return { bytes: await txt.serialise(await formatters.plainText(text)), notes: ['Marks, pictures and addresses of links are left out.'] };
  // Without a title no heading is added to the words.
  const page = await writeAsDocument(documents, content, { to: 'html', title: '', images: {}, signal });
  const html = await (await formatters.get('html')).parse(page.bytes);
  return { bytes: await txt.serialise(await formatters.plainText(typeof html === 'string' ? html : '')), notes: [...page.notes, 'Marks, pictures and addresses of links are left out.'] };
}
