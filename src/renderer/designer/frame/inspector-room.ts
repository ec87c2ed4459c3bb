import { countSelected } from '../canvas/select-commands.ts';
import type { CommandContext } from '../commands/designer-command.ts';
import type { DesignerView, DesignerViewState } from '../session/designer-view.ts';

/** How wide the inspector may be, in pixels. */
export const inspectorLimits = { least: 250, most: 800, usual: 340, step: 20 } as const;

const storageKey = 'aiwm.designer.inspector';

interface InspectorRoom {
  readonly width: number;
  readonly isPinned: boolean;
}

/** In a window narrower than this it lies over the canvas, and comes only where it is asked for. */
const narrow = '(width < 1100px)';

/** As it was left in this browser. */
export function keptInspector(): InspectorRoom {
  const [width, pinned] = (localStorage.getItem(storageKey) ?? '').split(' ');
  return { width: withinLimits(Number(width) || inspectorLimits.usual), isPinned: pinned === 'pinned' };
}

export function keepInspector({ width, isPinned }: InspectorRoom): void {
  localStorage.setItem(storageKey, `${width} ${isPinned ? 'pinned' : 'loose'}`);
}

export function withinLimits(width: number): number {
  return Math.min(inspectorLimits.most, Math.max(inspectorLimits.least, Math.round(width)));
}

export function isNarrowWindow(): boolean {
  return matchMedia(narrow).matches;
}

/** A window made narrow puts the inspector away, unless it is `inUse`, so that it does not cover what is looked at; made wide again, it brings it back. Ends with what is answered. */
export function followNarrowness({ get, set }: DesignerView, inUse: () => boolean): () => void {
  const query = matchMedia(narrow);
  let isPutAway = false;
  const follow = (): void => {
    if (query.matches && (!get().isInspectorOpen || inUse())) return;
    if (query.matches || isPutAway) set({ isInspectorOpen: !query.matches });
    isPutAway = query.matches;
  };
  query.addEventListener('change', follow);
  return () => { query.removeEventListener('change', follow); };
}

/** Whether it stands beside the canvas now: while something is chosen, unless it is pinned. Beside the source it leaves its room to that. */
export function isInspectorShown({ isInspectorOpen, isInspectorPinned, pane, field }: DesignerViewState, hasSelection: boolean): boolean {
  return isInspectorOpen && (isInspectorPinned || field !== undefined || (hasSelection && pane !== 'source'));
}

/** Brings it, whatever is chosen. */
export function showInspector({ session, view }: CommandContext): void {
  view.set({ isInspectorOpen: true });
  if (isInspectorShown(view.get(), countSelected(session) > 0)) return;
  view.set({ isInspectorPinned: true });
  // The pin is shown as pressed: it stays so in the next workflow.
  keepInspector({ ...keptInspector(), isPinned: true });
}

export function toggleInspector(context: CommandContext): void {
  const { session, view } = context;
  if (isInspectorShown(view.get(), countSelected(session) > 0)) view.set({ isInspectorOpen: false });
  else showInspector(context);
}
