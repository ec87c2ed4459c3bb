import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components';
import { readFailure } from '../client/read-failure.ts';

export interface ToastWords {
  readonly tone: 'good' | 'bad';
  readonly title: string;
  readonly detail?: string;
  /** Something to do about it; done, it closes the message. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** What was said and is still on screen; `Toasts` draws it. */
export const toastQueue = new ToastQueue<ToastWords>({ maxVisibleToasts: 3 });

/** Says that something worked; it goes by itself. */
export function sayDone(title: string, detail?: string): void {
  toastQueue.add({ tone: 'good', title, ...(detail === undefined ? {} : { detail }) }, { timeout: 6000 });
}

/** Says that something did not work and what to do; it stays until it is closed. */
export function sayFailed(title: string, thrown: unknown): void {
  const { code, message, next } = readFailure(thrown);
  toastQueue.add({ tone: 'bad', title, detail: [message, next, `(${code})`].filter(Boolean).join(' ') });
}
