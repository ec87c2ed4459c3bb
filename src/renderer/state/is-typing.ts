/** Whether a key pressed here belongs to a field or to an editor, so that no shortcut may take it. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input:not([type=range]), textarea, select, [contenteditable], [data-takes-keys]') !== null);
}
