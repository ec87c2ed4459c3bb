import type { JsonObject } from '../../../core/domain/model/json.ts';
import { readDefinition } from '../../canvas/read-definition.ts';
import type { Places } from '../../canvas/tidy-places.ts';
import { startThread } from '../../editors/trusted.ts';
import type { LayoutAnswer, LayoutQuestion } from './layout-worker.ts';
// oxlint-disable-next-line import/default -- the build gives the address of the thread's file
import address from './layout-worker.ts?worker&url';

/** The thread that lays out, begun when it is first needed and kept. */
let thread: Worker | undefined;
let asked = 0;
const waiting = new Map<number, { readonly resolve: (places: Places) => void; readonly reject: (why: Error) => void }>();

/** Tidy places for the nodes of a definition, found beside the page so that it goes on answering; sizes people chose are kept. */
export async function tidyInThread(definition: JsonObject, sizes: Places): Promise<Places> {
  const id = (asked += 1);
  return await new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    opened().postMessage({ id, region: readDefinition(definition), sizes } satisfies LayoutQuestion, []);
  });
}

function opened(): Worker {
  if (thread !== undefined) return thread;
  const made = startThread(address, 'aiwm-layout');
  made.addEventListener('message', ({ data }: MessageEvent<LayoutAnswer>) => {
    waiting.get(data.id)?.resolve(data.places);
    waiting.delete(data.id);
  });
  made.addEventListener('error', (event) => {
    thread = undefined;
    for (const { reject } of waiting.values()) reject(new Error(event.message));
    waiting.clear();
  });
  thread = made;
  return made;
}
