import { useSyncExternalStore } from 'react';
import { isJsonObject, type Json } from '../../core/domain/model/json.ts';
import { createStore } from './create-store.ts';

/** A file somebody opened with the desktop program; its content in base64. */
export interface HandedFile {
  readonly name: string;
  readonly content: string;
}

/** Files wait for each other: what importing one would bring is looked at one at a time. */
const files = createStore<{ readonly waiting: readonly HandedFile[] }>({ waiting: [] });

/** Hears what the desktop program was given: a place is gone to, a file is kept until it is looked at. */
export function hearProgram(): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== window || !isJsonObject(event.data as Json)) return;
    const { channel, message } = event.data as { readonly channel?: unknown; readonly message?: unknown };
    if (channel === 'aiwm:go' && typeof message === 'string' && message.startsWith('/')) location.hash = message;
    if (channel === 'aiwm:offer' && isFile(message)) files.set({ waiting: [...files.get().waiting, message] });
  });
}

/** The file to look at now. */
export function useHandedFile(): HandedFile | undefined {
  return useSyncExternalStore(files.subscribe, () => files.get().waiting[0]);
}

/** It was looked at; the next one comes. */
export function dropHandedFile(): void {
  files.set({ waiting: files.get().waiting.slice(1) });
}

function isFile(value: unknown): value is HandedFile {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' && 'content' in value && typeof value.content === 'string';
}
