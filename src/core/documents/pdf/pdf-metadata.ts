import type { DocumentTree } from '../tree/document-tree.ts';

/** The program that documents name as their maker. */
export const creator = 'AI Workflow Manager';

/** What the file says of itself in XMP: title, author, subject, keywords, language, maker, and no time. */
export function metadataXml({ title, author, subject, keywords, language }: DocumentTree): string {
  const creators = author === undefined ? '' : `<dc:creator><rdf:Seq><rdf:li>${escape(author)}</rdf:li></rdf:Seq></dc:creator>`;
  const about = subject === undefined ? '' : `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escape(subject)}</rdf:li></rdf:Alt></dc:description>`;
  const words = keywords.length === 0 ? '' : `<dc:subject><rdf:Bag>${keywords.map((word) => `<rdf:li>${escape(word)}</rdf:li>`).join('')}</rdf:Bag></dc:subject>`;
  return `
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escape(title)}</rdf:li></rdf:Alt></dc:title>
${creators}${about}${words}<dc:language><rdf:Bag><rdf:li>${escape(language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>${creator}</xmp:CreatorTool>
</rdf:Description>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
