const focusable = 'input:not([disabled]), textarea:not([disabled]), [data-takes-keys], button:not([disabled])';

/** Brings the field at a place, or what is nearest around it, into sight and into focus. False where nothing of it is drawn. */
export function bringField(root: HTMLElement, where: string): boolean {
  const all = [...root.querySelectorAll<HTMLElement>('[data-where]')];
  // Of two at one place the inner one is the field.
  const [best] = all
    .toReversed()
    .filter(({ dataset }) => where === dataset['where'] || where.startsWith(`${dataset['where'] ?? ''}.`))
    .toSorted((one, other) => (other.dataset['where'] ?? '').length - (one.dataset['where'] ?? '').length);
  if (best === undefined) return false;
  best.scrollIntoView({ block: 'center' });
  const field = best.querySelector<HTMLElement>(focusable);
  const inner = field?.shadowRoot?.querySelector<HTMLElement>('[contenteditable], [tabindex]');
  // Where there is nothing to fill in, what is said there takes the focus.
  if (field === null) best.tabIndex = -1;
  (inner ?? field ?? best).focus({ preventScroll: true });
  return true;
}
