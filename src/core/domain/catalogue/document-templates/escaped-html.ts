const marks: { readonly [sign: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** The text as it stands between tags of a page; its lines stay lines. */
export function escapedHtml(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (sign) => marks[sign] ?? '').replaceAll(/\r\n?|\n/gu, '<br>');
}
