import { isTyping } from '../../state/is-typing.ts';
import { openDialog } from '../../state/open-dialog.ts';
import { useDocumentKeys } from '../../state/use-document-keys.ts';
import { useSingleKeys } from '../../state/use-single-keys.ts';
import { useConsole } from '../console-context.tsx';
import { stepped, steppedByVisit } from '../timeline/positions.ts';

/** Brackets move through the run, with Shift from step to step; at the newest row it is live again. Ctrl and L lead to the timeline. */
export function usePositionKeys(): void {
  const { feed, position } = useConsole();
  const hasSingleKeys = useSingleKeys();
  useDocumentKeys((event) => {
    if (event.defaultPrevented || isTyping(event.target)) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'l') {
      event.preventDefault();
      document.querySelector<HTMLElement>('#timeline-rows')?.focus();
      return;
    }
    if (!hasSingleKeys || event.ctrlKey || event.metaKey || openDialog() !== null) return;
    const by = event.key === '[' || event.key === '{' ? -1 : event.key === ']' || event.key === '}' ? 1 : undefined;
    if (by === undefined || feed.rows.length === 0) return;
    event.preventDefault();
    const from = position.get().at ?? feed.rows.length;
    const step = event.shiftKey || event.key === '{' || event.key === '}' ? steppedByVisit : stepped;
    stand(feed.rows.length, step(feed.rows, from, by), position);
  });
}

/** Goes to a row; at the last one it is live, and what comes is followed. */
export function stand(length: number, at: number, position: ReturnType<typeof useConsole>['position']): void {
  position.set(at >= length ? { at: undefined, row: undefined } : { at, row: at });
}
