import { useState } from 'react';
import { commandKey } from '../../state/command-key.ts';
import { isTyping } from '../../state/is-typing.ts';
import { openDialog } from '../../state/open-dialog.ts';
import { useDocumentKeys } from '../../state/use-document-keys.ts';
import { useSingleKeys } from '../../state/use-single-keys.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { allCommands } from './all-commands.ts';
import { findCommand } from './find-command.ts';
import { runCommand } from './run-command.ts';
import { focusedPart, takeUpFocused } from './take-up-focused.ts';
import { createTypedOn } from './typed-on.ts';

/** Has keys do what the list of commands says, wherever the designer is open and nothing stands over it. */
export function useCommandKeys(): void {
  const context = useDesigner();
  const hasSingleKeys = useSingleKeys();
  const [typedOn] = useState(createTypedOn);
  useDocumentKeys((event) => {
    if (event.defaultPrevented || isCovered(event.target)) return;
    const isInArea = event.target instanceof Element && event.target.closest('[data-designer-area]') !== null;
    if (!isTyping(event.target) && typedOn.isOf(event, event.timeStamp)) {
      event.preventDefault();
      return;
    }
    const command = findCommand(allCommands, event, { isInArea, isOnNothing: event.target === document.body, isTyping: isTyping(event.target), isMac: commandKey() === '⌘', hasSingleKeys });
    if (command === undefined) return;
    event.preventDefault();
    takeUpFocused(command, context, focusedPart(context, event.target));
    if (!runCommand(command, context)) typedOn.refused(event, event.timeStamp);
  });
}

/** Whether something stands over the designer, or a menu has the keys. */
function isCovered(target: EventTarget | null): boolean {
  const isInMenu = target instanceof Element && target.closest('[role=menu], [role=listbox]') !== null && target.closest('[data-designer-area]') === null;
  return isInMenu || openDialog() !== null;
}
