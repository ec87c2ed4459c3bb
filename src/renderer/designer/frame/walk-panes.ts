/** Where one works in a pane, the most fitting first; each pane is marked by `data-designer-pane`. */
const entrances = [
  '[role=treegrid]',
  '.react-flow__node.selected',
  'section[data-designer-area]',
  '[role=grid]',
  '[data-designer-inspector] [role=tab][aria-selected=true]',
  '[data-designer-inspector] :is(input, button):not([disabled])',
  '[role=toolbar] button:not([disabled])',
  'button:not([disabled])',
];

const lastIn = new WeakMap<HTMLElement, HTMLElement>();
let lastPane: HTMLElement | undefined;

/** Takes the focus to the next pane, or the one before, around the end: to what had it there last, or to where one works there. */
export function walkPanes(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-designer-pane]')].filter((pane) => pane.checkVisibility());
  const focused = focusedElement();
  const here = panes.find((pane) => pane.contains(document.activeElement));
  if (here !== undefined && focused !== undefined) lastIn.set(here, focused);
  // From elsewhere, such as a message, it goes on from the pane that was left.
  const from = panes.indexOf(here ?? lastPane ?? document.body);
  const next = panes.at(from === -1 ? (step === 1 ? 0 : -1) : (from + step) % panes.length);
  if (next === undefined) return;
  lastPane = next;
  entranceOf(next)?.focus();
}

function entranceOf(pane: HTMLElement): HTMLElement | undefined {
  const last = lastIn.get(pane);
  if (last?.isConnected === true && last.checkVisibility()) return last;
  const [first] = entrances.flatMap((each) => pane.querySelector<HTMLElement>(each) ?? []);
  return first;
}

/** What has the focus, within the roots that editors have of their own. */
function focusedElement(): HTMLElement | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement instanceof Element) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement ? element : undefined;
}
