/** The name of the key for commands on this computer. */
export function commandKey(): '⌘' | 'Ctrl' {
  return /Mac|iPhone|iPad/u.test(navigator.userAgent) ? '⌘' : 'Ctrl';
}
