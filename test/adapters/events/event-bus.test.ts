import { describe, expect, it } from 'vitest';

import type { EventGap, EventMessage, WorkflowEventPublisher } from '../../../src/core/domain/ports/workflow-event-publisher.ts';
import { createEventBus } from '../../../src/core/events/event-bus.ts';

interface Bench {
  readonly bus: WorkflowEventPublisher;
  readonly faults: unknown[];
  readonly stop: AbortController;
}

function bench(bufferLimit?: number): Bench {
  const faults: unknown[] = [];
  const bus = createEventBus({ onListenerError: (_, error) => faults.push(error), ...(bufferLimit === undefined ? {} : { bufferLimit }) });
  return { bus, faults, stop: new AbortController() };
}

const commit = (bus: WorkflowEventPublisher, seq: number, runId = 'r'): void => bus.publish('run:committed', { runId, seq });

async function take<T>(messages: AsyncIterable<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  for await (const message of messages) {
    taken.push(message);
    if (taken.length === count) break;
  }
  return taken;
}

const seqOf = (message: EventMessage<'run:committed'> | EventGap): number | string => (message.channel === 'gap' ? `gap of ${message.dropped}` : message.event.seq);

describe('a subscriber', () => {
  it('gets what was published since it subscribed, in order, from its channels only', async () => {
    const { bus, stop } = bench();
    commit(bus, 1);
    const messages = bus.subscribe(['run:committed', 'cards:changed'], { signal: stop.signal });
    commit(bus, 2);
    bus.publish('settings:changed', { section: 'server', revision: 1 });
    bus.publish('cards:changed', { runId: 'r' });

    expect(await take(messages, 2)).toEqual([
      { channel: 'run:committed', event: { runId: 'r', seq: 2 } },
      { channel: 'cards:changed', event: { runId: 'r' } },
    ]);
  });

  it('that waits is woken by the next message', async () => {
    const { bus, stop } = bench();
    const first = take(bus.subscribe(['run:committed'], { signal: stop.signal }), 1);
    commit(bus, 7);

    expect((await first).map(seqOf)).toEqual([7]);
  });

  it('gets only what it asked for', async () => {
    const { bus, stop } = bench(2);
    const messages = bus.subscribe(['run:committed'], { signal: stop.signal, where: ({ event }) => event.runId === 'mine' });
    for (let seq = 1; seq <= 5; seq += 1) commit(bus, seq, seq === 4 ? 'mine' : 'other');

    expect((await take(messages, 1)).map(seqOf)).toEqual([4]);
  });

  it('that is slow finds a gap and then the newest messages', async () => {
    const { bus, stop } = bench(3);
    const messages = bus.subscribe(['run:committed'], { signal: stop.signal });
    for (let seq = 1; seq <= 10; seq += 1) commit(bus, seq);

    expect((await take(messages, 4)).map(seqOf)).toEqual(['gap of 7', 8, 9, 10]);
  });

  it('that is slow takes nothing from a quick one', async () => {
    const { bus, stop } = bench(2);
    bus.subscribe(['run:committed'], { signal: stop.signal });
    const quick = bus.subscribe(['run:committed'], { signal: stop.signal })[Symbol.asyncIterator]();

    for (let seq = 1; seq <= 5; seq += 1) {
      commit(bus, seq);
      expect(await quick.next()).toMatchObject({ value: { event: { seq } } });
    }
  });

  it('ends quietly when its signal is aborted, waiting or not', async () => {
    const { bus, stop } = bench();
    const waiting = take(bus.subscribe(['run:committed'], { signal: stop.signal }), 1);
    stop.abort();

    expect(await waiting).toEqual([]);
    expect(await take(bus.subscribe(['run:committed'], { signal: stop.signal }), 1)).toEqual([]);
  });

  it('that leaves hears no more', async () => {
    const { bus, stop } = bench();
    const messages = bus.subscribe(['run:committed'], { signal: stop.signal });
    commit(bus, 1);
    await take(messages, 1);
    commit(bus, 2);

    expect(await take(messages, 1)).toEqual([]);
  });
});

describe('a publisher', () => {
  it('never meets what a listener or a filter throws, and the others still hear', async () => {
    const { bus, faults, stop } = bench();
    const heard: number[] = [];
    bus.listen('run:committed', () => {
      throw new Error('listener');
    });
    bus.subscribe(['run:committed'], {
      signal: stop.signal,
      where: () => {
        throw new Error('filter');
      },
    });
    bus.listen('run:committed', ({ seq }) => heard.push(seq));

    commit(bus, 1);

    expect(heard).toEqual([1]);
    expect(faults).toEqual([new Error('listener'), new Error('filter')]);
  });

  it('tells a listener until it unsubscribes, even while it is told', () => {
    const { bus } = bench();
    const heard: number[] = [];
    const leave = bus.listen('run:committed', ({ seq }) => {
      heard.push(seq);
      leave();
    });

    commit(bus, 1);
    commit(bus, 2);

    expect(heard).toEqual([1]);
  });
});
