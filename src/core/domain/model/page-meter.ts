/** Elements that nest deeper take a parser time with the square of the depth. */
const mostOpen = 2000;
/** Elements for each tag that is written: some are implied, and those of a style that is left open are made anew in each block. */
const mostPerTag = 4;
/** That a page may have beside. */
const mostImplied = 1000;

/** Raised in the middle of parsing a page. */
export class PageTooLarge extends Error {
  override readonly name = 'PageTooLarge';
}

/** Counts what a parser makes of a page while it does. */
interface PageMeter {
  /** An element was made. */
  readonly made: () => void;
  readonly opened: () => void;
  readonly closed: () => void;
}

/** What a parser builds a page with, as far as it is counted. */
interface TreeMaker {
  createElement: (...element: never[]) => object;
  getTagName: (element: never) => string;
}

/**
 * What builds the one page `html` with `maker` and raises {@link PageTooLarge} once that is out of proportion to what is
 * written. Signs of a selector in the name of an element become hyphens: whoever makes a tree of what is built would read
 * `template.x` as a template of a class.
 */
export function metered<M extends TreeMaker>(html: string, maker: M): M & { readonly onItemPush: () => void; readonly onItemPop: () => void } {
  const { made, opened, closed } = meterOf(html);
  const asWritten = new WeakMap<object, string>();
  return {
    ...maker,
    createElement(...[name, ...rest]: never[]) {
      made();
      const written = String(name);
      const element = maker.createElement(written.replaceAll(/[.#]/gu, '-') as never, ...rest);
      if (/[.#]/u.test(written)) asWritten.set(element, written);
      return element;
    },
    // The parser finds by it what an end tag closes.
    getTagName: (element: never) => asWritten.get(element) ?? maker.getTagName(element),
    onItemPush: opened,
    onItemPop: closed,
  };
}

function meterOf(html: string): PageMeter {
  let [made, open] = [0, 0];
  const most = mostImplied + mostPerTag * tagsIn(html);
  return {
    made() {
      made += 1;
      if (made > most) throw new PageTooLarge(`elements that are never closed would be opened again more than ${most} times`);
    },
    opened() {
      open += 1;
      if (open > mostOpen) throw new PageTooLarge(`more than ${mostOpen} elements are left open inside each other`);
    },
    closed() {
      open -= 1;
    },
  };
}

function tagsIn(html: string): number {
  let count = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) count += 1;
  return count;
}
