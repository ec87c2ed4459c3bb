import { AppError } from '../../../core/domain/model/errors.ts';
import { type Fragment, fragmentText, readFragment } from '../../../core/domain/model/edit/fragment.ts';
import { copyText } from '../../client/copy-text.ts';

/** Where nodes are kept for other windows of the product, for browsers that do not let a page read the clipboard. */
const shelf = 'aiwm.fragment';

/** Puts nodes on the clipboard, as text that other workflows, windows and editors take. */
export async function writeClipboard(fragment: Fragment): Promise<void> {
  const text = fragmentText(fragment);
  keep(text);
  try {
    await copyText(text);
  } catch (error) {
    if (!(error instanceof DOMException || error instanceof TypeError || error instanceof AppError)) throw error;
  }
}

/** The nodes on the clipboard; those last copied here where the page may not read it. */
export async function readClipboard(): Promise<Fragment | undefined> {
  try {
    return readFragment(await navigator.clipboard.readText());
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return readFragment(localStorage.getItem(shelf) ?? '');
    throw error;
  }
}

function keep(text: string): void {
  try {
    localStorage.setItem(shelf, text);
  } catch (error) {
    // A store that is full keeps what it had; the clipboard itself still has the text.
    if (!(error instanceof DOMException)) throw error;
  }
}
