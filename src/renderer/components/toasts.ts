import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components';
import { readFailure } from '../client/read-failure.ts';

export interface ToastWords {
  readonly tone: 'good' | 'bad' | 'news';
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

/** Says that something did not work and what to do; it stays until it is closed, by the key that is returned too. */
export function sayFailed(title: string, thrown: unknown): string {
  const { code, message, next } = readFailure(thrown);
  return toastQueue.add({ tone: 'bad', title, detail: [message, next, `(${code})`].filter(Boolean).join(' ') });
}

/** Says that something came which somebody may want to act on; it goes by itself, or when the answer is called. */
export function sayNews(title: string, { isBad, action }: { readonly isBad: boolean; readonly action: NonNullable<ToastWords['action']> }): () => void {
  const key = toastQueue.add({ tone: isBad ? 'bad' : 'news', title, action }, { timeout: 10_000 });
  return () => { toastQueue.close(key); };
}
