/** What goes on over blank lines, until a line closes it. */
interface OpenBlock {
  readonly closes: RegExp;
  readonly indent: number;
  /** It stands in no list item, whose end would close it, too. */
  readonly isSure: boolean;
}

const fence = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/;
const raw: readonly { readonly opens: RegExp; readonly closes: RegExp }[] = [
  { opens: /^ {0,3}<(?:pre|script|style|textarea)(?=[\s>]|$)/i, closes: /<\/(?:pre|script|style|textarea)>/i },
  { opens: /^ {0,3}<!--/, closes: /-->/ },
  { opens: /^ {0,3}<\?/, closes: /\?>/ },
  { opens: /^ {0,3}<![a-z]/i, closes: />/ },
  { opens: /^ {0,3}<!\[CDATA\[/, closes: /\]\]>/ },
];
const listItem = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;
const beginsWithTag = /^[ \t>*+\-\d.)]*</;
/** Code or raw HTML that begins in an item or a quote; where that ends before it, blank lines may belong to it. */
const opensInside = /^(?=[ \t]*[>*+\-\d])[ \t>*+\-\d.)]*(?:`{3}|~{3}|<(?:!|\?|(?:pre|script|style|textarea)\b))/i;

/**
 * The text cut where no block of Markdown goes on: before lines that begin at the margin behind a blank line. What is not
 * sure to be such a place is none, so each piece reads as it does in the whole text, but for the labels of other pieces.
 */
export function piecesOf(text: string, smallest: number): readonly string[] {
  const pieces: string[] = [];
  const scan = createScan();
  let begin = 0;
  // Blank lines at the end of a piece would belong to code that nothing closed inside an item.
  let end = 0;
  for (const { 0: line, index } of text.matchAll(/[^\r\n]*(?:\r\n?|\n)|[^\r\n]+$/g)) {
    const found = scan(line.replace(/[\r\n]+$/, ''));
    if (found === 'unclear') break;
    if (found === 'border' && index - begin >= smallest) {
      pieces.push(text.slice(begin, end));
      begin = index;
    }
    end = line.trim() === '' ? end : index + line.length;
  }
  return [...pieces, text.slice(begin)];
}

/** Reads line by line and says which one a piece may begin with, and when that can no longer be said. */
function createScan(): (line: string) => 'border' | 'inside' | 'unclear' {
  let open: OpenBlock | undefined;
  let state = { isInList: false, isBehindBlank: false, hasTag: false };
  return (line) => {
    const isBlank = /^[ \t]*$/.test(line);
    const indent = line.length - line.trimStart().length;
    if (open !== undefined) {
      if (!open.isSure && !isBlank && indent < open.indent) return 'unclear';
      if (open.closes.test(line)) open = undefined;
      return 'inside';
    }
    if (isBlank) {
      state = { ...state, isBehindBlank: true, hasTag: false };
      return 'inside';
    }
    const isItem = listItem.test(line);
    const isBorder = state.isBehindBlank && /^\S/.test(line) && !isItem;
    const opening = openingOf(line);
    if (opensInside.test(line)) return 'unclear';
    // Elements go on to the next blank line, and a fence inside them is none.
    if (opening !== undefined && state.hasTag) return 'unclear';
    const isInList = isItem || (state.isInList && !isBorder);
    open = opening === undefined || opening.isClosed ? undefined : { closes: opening.closes, indent, isSure: indent === 0 || !isInList };
    state = { isInList, isBehindBlank: false, hasTag: state.hasTag || (opening === undefined && beginsWithTag.test(line)) };
    return isBorder ? 'border' : 'inside';
  };
}

function openingOf(line: string): { readonly closes: RegExp; readonly isClosed: boolean } | undefined {
  const [, ticks, tildes] = fence.exec(line) ?? [];
  const marks = ticks ?? tildes;
  if (marks !== undefined) {
    return { closes: new RegExp(`^ {0,3}${marks.charAt(0)}{${marks.length},}[ \\t]*$`), isClosed: false };
  }
  const found = raw.find(({ opens }) => opens.test(line));
  return found === undefined ? undefined : { closes: found.closes, isClosed: found.closes.test(line.trimStart().slice(2)) };
}
