import '../../../src/core/domain/model/without-eval.ts';
import '../../../src/renderer/tokens.css';
import '../../../src/renderer/base.css';
import { createORPCClient } from '@orpc/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import type { RunLine, RunView } from '../../../src/core/domain/operations/runs.ts';
import type { TimelineAnswer } from '../../../src/core/domain/operations/runs-timeline.ts';
import type { Client } from '../../../src/renderer/client/connect.ts';
import { ClientProvider } from '../../../src/renderer/client/ClientProvider.tsx';
import { createQueryClient } from '../../../src/renderer/client/query-client.ts';
import { ConsoleContext } from '../../../src/renderer/console/console-context.tsx';
import { RunFeed, type RunSource } from '../../../src/renderer/console/feed/run-feed.ts';
import { createPosition } from '../../../src/renderer/console/position/position-store.ts';
import { TimelinePanel } from '../../../src/renderer/console/timeline/TimelinePanel.tsx';

/** One page with the timeline of a run, or with a virtual list of as many empty rows; what it takes is told to who opened it. */
const address = new URLSearchParams(location.search);
const isBare = address.get('side') === 'bare';
const frames: number[] = [];
const seen: number[] = [];
Object.assign(globalThis, { frames, seen, opened: undefined });
let last = 0;
requestAnimationFrame(function frame(now) {
  if (last > 0) frames.push(now - last);
  last = now;
  requestAnimationFrame(frame);
});

/** Rows of the host: pages as they are asked for, and what is committed as a stream of lines, each with the time it was committed. */
const source: RunSource = {
  timeline: async ({ after, limit }) => (await (await fetch(`/timeline?after=${after}&limit=${limit}`)).json()) as TimelineAnswer,
  rows: async ({ after, limit }) => (await (await fetch(`/events?after=${after}&limit=${limit}`)).json()) as RunLine[],
  watch: async (after, signal) => lines((await fetch(`/watch?after=${after}`, { signal })).body),
};

async function* lines(body: ReadableStream<Uint8Array> | null): AsyncGenerator<RunLine, void, void> {
  if (body === null) return;
  let text = '';
  for await (const piece of body.pipeThrough(new TextDecoderStream() as never) as unknown as AsyncIterable<string>) {
    text += piece;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
      yield JSON.parse(text.slice(0, end)) as RunLine;
      text = text.slice(end + 1);
    }
  }
}

const run = { id: 'bench', status: 'running' } as RunView;

function Own({ feed }: { readonly feed: RunFeed }) {
  const open = useMemo(() => ({ run, feed, position: createPosition(), nameOf }), [feed]);
  return (
    <ConsoleContext value={open}>
      <TimelinePanel nodeId={undefined} onNode={ignore} onRetry={ignore} />
    </ConsoleContext>
  );
}

const nameOf = (id: string): string => id;
const ignore = (): void => {};

function Bare() {
  const frame = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- as the product does
  const virtual = useVirtualizer({ count: 100_000, getScrollElement: () => frame.current, estimateSize: () => 42, overscan: 8 });
  return (
    <div ref={frame} id="timeline-rows" style={{ flex: 1, minHeight: 0, overflow: 'auto', contain: 'strict' }}>
      <ol style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ key, start, index }) => <li key={key} data-item={index + 1} style={{ position: 'absolute', top: 0, left: 0, width: '100%', height: 42, transform: `translateY(${start}px)` }} />)}
      </ol>
    </div>
  );
}

const element = document.querySelector<HTMLElement>('#root');
if (element === null) throw new Error('The page has no #root.');
Object.assign(element.style, { height: '100vh', width: '24rem', display: 'flex', flexDirection: 'column' });
const client = createORPCClient<Client>({ call: () => new Promise(() => {}) });
const began = performance.now();
const feed = new RunFeed(source);
if (!isBare) void feed.follow(new AbortController().signal);
createRoot(element).render(isBare ? <Bare /> : (
  <QueryClientProvider client={createQueryClient()}>
    <ClientProvider client={client}>
      <Own feed={feed} />
    </ClientProvider>
  </QueryClientProvider>
));

/** Open is when rows are in the page, and painted; a row that is committed later is seen when it is in the page, and the next frame began. */
requestAnimationFrame(function look() {
  if (document.querySelector('#timeline-rows li') === null) requestAnimationFrame(look);
  else requestAnimationFrame(() => requestAnimationFrame(() => { Object.assign(globalThis, { opened: performance.now() - began }); watchLate(); }));
});

function watchLate(): void {
  let known = '';
  new MutationObserver(() => {
    const newest = [...document.querySelectorAll('#timeline-rows time')].map((each) => each.getAttribute('datetime') ?? '').toSorted().at(-1) ?? '';
    if (newest <= known) return;
    known = newest;
    const committed = Date.parse(newest);
    requestAnimationFrame(() => { seen.push(Date.now() - committed); });
  }).observe(document.body, { subtree: true, childList: true });
}
