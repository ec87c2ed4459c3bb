import { isTyping } from '../state/is-typing.ts';
import { openDialog } from '../state/open-dialog.ts';
import { useDocumentKeys } from '../state/use-document-keys.ts';
import { useSingleKeys } from '../state/use-single-keys.ts';

/** Marks where on the screen of a run a wait is ended; the value says which. */
export const answerPlace = 'data-answers';

/** Leads to where a wait is ended, the first one if none is named; answers whether there is one. */
export function goToAnswer(id?: string): boolean {
  const place = document.querySelector<HTMLElement>(id === undefined ? `[${answerPlace}]` : `[${answerPlace}="${CSS.escape(id)}"]`);
  if (place === null) return false;
  place.scrollIntoView({ block: 'nearest' });
  (place.matches('a, [tabindex]') ? place : (place.querySelector<HTMLElement>('button') ?? place)).focus();
  return true;
}

/** `a` leads to what ends the wait. */
export function useAnswerKey(): void {
  const hasSingleKeys = useSingleKeys();
  useDocumentKeys((event) => {
    if (event.key !== 'a' || !hasSingleKeys || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || openDialog() !== null) return;
    if (goToAnswer()) event.preventDefault();
  });
}
