import { createStore } from '../../state/create-store.ts';

const storageKey = 'aiwm.designer.tour';

/** Number of the step that is shown; absent while there is no tour. */
export const tourProgress = createStore<{ readonly step: number | undefined }>({ step: undefined });

/** Whether somebody left the tour in this browser, or went through it: it does not come again by itself. */
export function wasLeft(): boolean {
  return localStorage.getItem(storageKey) !== null;
}

export function beginTour(): void {
  tourProgress.set({ step: 0 });
}

export function leaveTour(): void {
  localStorage.setItem(storageKey, 'left');
  tourProgress.set({ step: undefined });
}

/** To the next of so many steps; after the last one it is over. */
export function nextStep(count: number): void {
  const { step } = tourProgress.get();
  if (step === undefined) return;
  if (step + 1 < count) tourProgress.set({ step: step + 1 });
  else leaveTour();
}
