/** Of a key event what decides which command it means. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export interface Keys {
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** As `KeyboardEvent.key` names it; letters in lower case. */
  readonly key: string;
}

/** `Mod+Shift+Z` in its parts. */
export function readKeys(written: string): Keys {
  const parts = written.split(/(?<=.)\+/u);
  const key = parts.at(-1) ?? '';
  const before = new Set(parts.slice(0, -1));
  return { mod: before.has('Mod'), alt: before.has('Alt'), shift: before.has('Shift'), key: key.length === 1 ? key.toLowerCase() : key };
}

/** Whether a press is these keys. With Alt letters are told by their place, since a Mac writes other signs then. */
export function isPressed(keys: Keys, press: KeyPress, isMac: boolean): boolean {
  const hasMod = isMac ? press.metaKey : press.ctrlKey;
  const hasOther = isMac ? press.ctrlKey : press.metaKey;
  if (hasMod !== keys.mod || hasOther || press.altKey !== keys.alt) return false;
  const isSign = keys.key.length === 1 && !/[a-z0-9]/u.test(keys.key);
  if (!isSign && press.shiftKey !== keys.shift) return false;
  const pressed = press.altKey && /^Key[A-Z]$/u.test(press.code) ? press.code.slice(3) : press.key;
  return (pressed.length === 1 ? pressed.toLowerCase() : pressed) === keys.key;
}

/** A key that writes a sign where one types: it holds on the canvas and the outline only, and may be switched off. */
export function isSingleSign({ mod, alt, key }: Keys): boolean {
  return !mod && !alt && key.length === 1;
}

/** Keys that fields, buttons, lists and marked text have a use for: on the canvas and the outline they are the designer's. */
export function isOfTheArea({ mod, alt, key }: Keys): boolean {
  if (mod) return /^[acxvd]$/u.test(key) || key.startsWith('Arrow');
  if (alt) return false;
  return key.length === 1 || key.startsWith('Arrow') || ['Delete', 'Backspace', 'Enter', 'Escape', 'Home', 'End'].includes(key);
}

/** Keys that mean the same while one types; Alt with a digit writes no sign but on a Mac, where it is another key. */
export function holdsWhileTyping({ mod, alt, shift, key }: Keys): boolean {
  return key === 'F6' || (alt && !mod && !shift && /^[0-9]$/u.test(key)) || (mod && !alt && !shift && (key === 's' || key === 'Enter'));
}
