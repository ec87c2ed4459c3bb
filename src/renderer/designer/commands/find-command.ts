import type { DesignerCommand } from './designer-command.ts';
import { holdsWhileTyping, isOfTheArea, isPressed, isSingleSign, type KeyPress, type Keys, readKeys } from './key-press.ts';

/** Where a key was pressed. */
export interface PressedAt {
  /** On the canvas or the outline. */
  readonly isInArea: boolean;
  /** On nothing that has a use for keys. */
  readonly isOnNothing: boolean;
  readonly isTyping: boolean;
  readonly isMac: boolean;
  /** Whether keys that are a single sign hold; a person may have switched them off. */
  readonly hasSingleKeys: boolean;
}

/** The command a press means, where it was pressed. */
export function findCommand(commands: readonly DesignerCommand[], press: KeyPress, at: PressedAt): DesignerCommand | undefined {
  return commands.find(({ keys }) => keys.some((written) => {
    const read = readKeys(written);
    return isPressed(read, press, at.isMac) && mayAct(read, at);
  }));
}

function mayAct(keys: Keys, { isInArea, isOnNothing, isTyping, hasSingleKeys }: PressedAt): boolean {
  if (isTyping) return holdsWhileTyping(keys);
  if (isSingleSign(keys)) return isInArea && hasSingleKeys;
  return isInArea || isOnNothing || !isOfTheArea(keys);
}
