import { type DOMAttributes, type RefObject, useRef } from 'react';
import { deletesBody } from '../bodies/body-commands.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { takeAwaited } from './outline-handle.ts';
import { deleteAction } from './line-commands.ts';
import { addressOf } from './row-address.ts';
import type { ShownOutline } from './use-outline-handle.ts';

interface Keyed {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly handle: ShownOutline;
  readonly selectedKeys: ReadonlySet<string>;
}

/**
 * Lets keys that the tree would take for walking reach the commands, deletes an action or a body where its line has the focus, and
 * brings the focus to what is selected when it comes back to the outline, such as from a window that added a node.
 */
export function useOutlineKeys({ frame, handle, selectedKeys }: Keyed): DOMAttributes<HTMLDivElement> {
  const { session, view } = useDesigner();
  const isPointer = useRef(false);

  const deletesPart = (): boolean => {
    const { definition, isReadOnly } = session.get();
    const kind = addressOf(definition, handle.focused() ?? '')?.kind;
    if (isReadOnly || (kind !== 'action' && kind !== 'body')) return false;
    if (kind === 'body') return deletesBody({ session, view });
    deleteAction({ session, view });
    return true;
  };

  return {
    onKeyDownCapture(event) {
      if (event.target instanceof HTMLInputElement) return;
      // The tree walks by Alt and an arrow, too, seeks a line by a letter, and takes Enter with any other key: all are commands here.
      const isCommand = (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) || (event.altKey && event.key.startsWith('Arrow')) || (/^\S$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey);
      if (isCommand && event.target !== frame.current) {
        event.preventDefault();
        event.stopPropagation();
        frame.current?.dispatchEvent(new KeyboardEvent('keydown', event.nativeEvent));
      } else if ((event.key === 'Delete' || event.key === 'Backspace') && deletesPart()) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    onPointerDownCapture() {
      isPointer.current = true;
    },
    onPointerUpCapture() {
      isPointer.current = false;
    },
    onFocus({ target, relatedTarget, currentTarget }) {
      const [first] = selectedKeys;
      const isInside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
      const awaited = takeAwaited(session);
      if (awaited !== undefined) queueMicrotask(() => { handle.choose(awaited); });
      else if (!isInside && !isPointer.current && first !== undefined && (first !== handle.focused() || target.matches('[role=treegrid]'))) queueMicrotask(() => { handle.focus(first); });
    },
  };
}
