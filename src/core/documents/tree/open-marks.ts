/** Marks of raw HTML in a line of text that the parser seeks the end of as far as the paragraph goes, again for each of them. */
const kinds: readonly { readonly opens: RegExp; readonly closes: string }[] = [
  { opens: /<!--/g, closes: '-->' },
  { opens: /<\?/g, closes: '?>' },
  { opens: /<![a-z]/gi, closes: '>' },
  { opens: /<!\[CDATA\[/g, closes: ']]>' },
];
/** Characters that may be looked through for nothing; it takes about a second. */
const maxSought = 10_000_000;

/** Where the paragraph begins with which the marks that nothing closes are too many to be read; undefined if they are not. */
export function tooManyOpenMarks(text: string): number | undefined {
  let sought = 0;
  for (const { 0: paragraph, index } of text.matchAll(/(?:[^\r\n]*[^\r\n\t >][^\r\n]*(?:\r\n?|\n|$))+/g)) {
    for (const { opens, closes } of paragraph.includes('<') ? kinds : []) {
      const closed = paragraph.lastIndexOf(closes) + 1;
      for (const mark of paragraph.slice(closed).matchAll(opens)) sought += paragraph.length - closed - mark.index;
    }
    if (sought > maxSought) return index;
  }
  return undefined;
}
