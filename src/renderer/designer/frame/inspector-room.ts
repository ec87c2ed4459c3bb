/** How wide the inspector may be, in pixels. */
export const inspectorLimits = { least: 250, most: 800, usual: 340, step: 20 } as const;

const storageKey = 'aiwm.designer.inspector';

interface InspectorRoom {
  readonly width: number;
  readonly isPinned: boolean;
}

/** As it was left in this browser. */
export function keptInspector(): InspectorRoom {
  const [width, pinned] = (localStorage.getItem(storageKey) ?? '').split(' ');
  return { width: withinLimits(Number(width) || inspectorLimits.usual), isPinned: pinned !== 'loose' };
}

export function keepInspector({ width, isPinned }: InspectorRoom): void {
  localStorage.setItem(storageKey, `${width} ${isPinned ? 'pinned' : 'loose'}`);
}

export function withinLimits(width: number): number {
  return Math.min(inspectorLimits.most, Math.max(inspectorLimits.least, Math.round(width)));
}
