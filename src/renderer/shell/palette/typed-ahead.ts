let text = '';
let stop: (() => void) | undefined;

/**
 * Keeps what is typed until the palette is on screen, which may have to be loaded first: no letter is lost, and none goes to
 * what has the focus below. Escape, or a press elsewhere, leaves it, and `onLeave` is called.
 */
export function keepTyped(onLeave: () => void): void {
  forget();
  const leave = (): void => {
    forget();
    onLeave();
  };
  const keep = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const next = event.key === 'Backspace' ? text.slice(0, -1) : [...event.key].length === 1 ? text + event.key : undefined;
    if (next === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (next === undefined) leave();
    else text = next;
  };
  document.addEventListener('keydown', keep, true);
  document.addEventListener('pointerdown', leave, true);
  stop = () => {
    document.removeEventListener('keydown', keep, true);
    document.removeEventListener('pointerdown', leave, true);
  };
}

/** Gives what was typed so far, if anything was; from now on nothing is kept. */
export function handTyped(to: (typed: string) => void): void {
  const typed = text;
  forget();
  if (typed !== '') to(typed);
}

function forget(): void {
  stop?.();
  stop = undefined;
  text = '';
}
