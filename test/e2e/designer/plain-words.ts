import type { Page } from '@playwright/test';

/** Names that no language changes, and words that libraries bring in languages of their own. */
const everywhere = ['React Flow attribution', 'React Flow', 'Dismiss', 'JSON', 'Markdown', 'Ctrl', 'Shift', 'Enter', 'Escape', 'Space', 'Insert', 'Delete', 'Home', 'PgUp', 'PgDn'];

/** Every text within a host's answer. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}

/** What the page says in plain letters and the host did not say: words that bypass the catalogue of strings. */
export async function plainWords(page: Page, fromHost: readonly string[]): Promise<readonly string[]> {
  const said = await page.evaluate(() => {
    const isCode = (element: Element | null): boolean => element?.closest('code, pre, kbd, .cm-editor, svg, [data-takes-keys]') !== null;
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      if (/[a-z]{4,}/u.test(text) && !isCode(node.parentElement) && node.parentElement?.checkVisibility() === true) texts.push(text);
    }
    for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder], [aria-description], [aria-roledescription]')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'aria-description', 'aria-roledescription']) {
        const text = element.getAttribute(name) ?? '';
        if (/[a-z]{4,}/u.test(text) && !isCode(element)) texts.push(text);
      }
    }
    return [...new Set(texts)];
  });
  // Kinds are also said as they are written, `card-submitted` as two words.
  // Of a workflow are its expressions, and what its templates become.
  const isWritten = (text: string): boolean => /\{\{|==|\n/u.test(text);
  const known = [...new Set([...fromHost, ...everywhere].flatMap((text) => [text.toLowerCase(), text.toLowerCase().replaceAll('-', ' ')]))].filter((text) => text.length > 2).toSorted((one, other) => other.length - one.length);
  // A text of the host that is drawn as Markdown stands on the page in paragraphs. What is short could be a word of the window all the same.
  const isPartOfHost = (text: string): boolean => text.length >= 20 && fromHost.some((whole) => whole.includes(text));
  return said.filter((text) => !isWritten(text) && !isPartOfHost(text) && /[a-z]{4,}/u.test(known.reduce((left, each) => left.replaceAll(each, ' '), text.toLowerCase())));
}
