/**
 * The page's content policy turns no text into markup or programs, but for what is made under the one name it lists. All
 * of that is made here: threads of our own build, the inert document that a foreign one is cleaned in, and frames that run
 * nothing.
 */
interface Maker {
  createHTML(text: string): string;
  createScriptURL(address: string): string;
}

const rules: Maker = { createHTML: (text) => text, createScriptURL: ownAddress };

/** Browsers without trusted types hold no sink back; text is as good there. */
const maker: Maker = (globalThis as { readonly trustedTypes?: { createPolicy(name: string, rules: Maker): Maker } }).trustedTypes?.createPolicy('aiwm', rules) ?? rules;

function ownAddress(address: string): string {
  if (new URL(address, document.baseURI).origin !== new URL(document.baseURI).origin) throw new TypeError('A thread comes from the place the page comes from.');
  return address;
}

/** A thread from a file of our own build. */
export function startThread(address: string, name: string): Worker {
  return new Worker(maker.createScriptURL(address), { type: 'module', name });
}

/** The program beside the page that keeps its files. */
export async function startKeeper(address: string): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register(maker.createScriptURL(address), { updateViaCache: 'none' });
}

/** What the cleaner parses foreign HTML with: a document that is never shown and runs nothing. */
export const inertParsing: Maker = { createHTML: (text) => maker.createHTML(text), createScriptURL: ownAddress };

/** Shows a whole document in a frame that may run nothing. */
export function fillFrame(frame: HTMLIFrameElement, page: string): void {
  if (frame.getAttribute('sandbox') !== '') throw new TypeError('A frame for foreign content has an empty sandbox.');
  frame.srcdoc = maker.createHTML(page);
}
