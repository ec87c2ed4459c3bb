import { WindowLock } from '../state/window-lock.ts';

const name = 'aiwm.session';
/** A tab in the background may take a moment to be woken. */
const patienceMs = 3000;

/** What tabs of one browser say to each other, each knowing only the words of its build. */
interface Said {
  /** Who asks for a code. */
  readonly asks?: string;
  /** Who is answered, and with which. */
  readonly answers?: string;
  readonly code?: string;
  /** A session is here now. */
  readonly opened?: true;
}

const lock = new WindowLock(name);

/**
 * The code of a new link, from another tab of this browser that has a session; nothing where there is none, or none answers.
 * A tab gets it from the host and never hands over its own token, so whoever came to this address without the host gets nothing.
 */
export async function codeFromOtherTab(): Promise<string | undefined> {
  const others = await lock.alive();
  if (others.size < 2) return undefined;
  const id = crypto.randomUUID();
  const channel = new BroadcastChannel(name);
  const answer = Promise.withResolvers<string | undefined>();
  const timer = setTimeout(() => { answer.resolve(undefined); }, patienceMs);
  channel.addEventListener('message', ({ data: { answers, code } }: MessageEvent<Said>) => { if (answers === id) answer.resolve(code); });
  say(channel, { asks: id });
  const code = await answer.promise;
  clearTimeout(timer);
  channel.close();
  return code;
}

/** Gives other tabs the codes of links for as long as `token` says something, and tells those that wait for a session that one is here. */
export async function lendSession(token: () => string | undefined): Promise<void> {
  await lock.hold();
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', ({ data: { asks } }: MessageEvent<Said>) => { if (asks !== undefined) void answerTo(asks, { channel, token: token() }); });
  say(channel, { opened: true });
}

/** Has a tab without a session begin anew when another one got one. */
export function awaitSession(signal: AbortSignal): void {
  lock.release();
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', ({ data: { opened } }: MessageEvent<Said>) => { if (opened === true) location.reload(); });
  signal.addEventListener('abort', () => { channel.close(); }, { once: true });
}

async function answerTo(asks: string, { channel, token }: { readonly channel: BroadcastChannel; readonly token: string | undefined }): Promise<void> {
  // Whoever gets no answer asks for a link, as it would have without this tab.
  const code = token === undefined ? undefined : await codeWith(token).catch(() => undefined);
  if (code !== undefined) say(channel, { answers: asks, code });
}

async function codeWith(token: string): Promise<string | undefined> {
  const response = await fetch('/session/code', { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) return undefined;
  const answer: unknown = await response.json();
  return typeof answer === 'object' && answer !== null && 'code' in answer && typeof answer.code === 'string' ? answer.code : undefined;
}

function say(channel: BroadcastChannel, said: Said): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin alone, and takes no such argument.
  channel.postMessage(said);
}
