import { useEffect, useState } from 'react';
import type { RunLine } from '../../core/domain/operations/runs.ts';
import type { Client } from '../client/connect.ts';
import { useClient } from '../client/ClientProvider.tsx';
import { pauseFor } from './pause-for.ts';
import { begun, type RunStream, withLines } from './run-stream.ts';

/**
 * The journal of a run from its first row on, as it grows. A lost connection goes on after the last row that came.
 * A component that follows another run is another component: give it the run's id as its key.
 */
export function useRunStream(runId: string): RunStream {
  const client = useClient();
  const [stream, setStream] = useState(begun);
  useEffect(() => {
    const stopped = new AbortController();
    void follow({ client, runId, signal: stopped.signal, update: setStream });
    return () => {
      stopped.abort();
    };
  }, [client, runId]);
  return stream;
}

interface Follow {
  readonly client: Client;
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly update: (change: (stream: RunStream) => RunStream) => void;
}

const pauses = [500, 1000, 2000, 4000, 8000] as const;

async function follow({ client, runId, signal, update }: Follow): Promise<void> {
  let after = 0;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const flush = collect(update);
      for await (const line of await client.runs.watch({ id: runId, after }, { signal })) {
        failures = 0;
        after = line.seq ?? after;
        flush.add(line);
      }
      flush.now();
      update((stream) => ({ ...stream, connection: 'ended' }));
      return;
    } catch {
      // Whatever went wrong is shown as a lost connection; `runs.get` beside this stream says it when the run is gone.
      if (signal.aborted) return;
      update((stream) => ({ ...stream, connection: 'reconnecting' }));
      await pauseFor(pauses[Math.min(failures, pauses.length - 1)] ?? 8000, signal);
      failures += 1;
    }
  }
}

/** Lines that come in one frame are drawn in one pass. */
function collect(update: Follow['update']): { add(line: RunLine): void; now(): void } {
  let waiting: RunLine[] = [];
  let frame = 0;
  const now = (): void => {
    cancelAnimationFrame(frame);
    frame = 0;
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) update((stream) => withLines(stream, batch));
  };
  return {
    add(line) {
      waiting.push(line);
      if (frame === 0) frame = requestAnimationFrame(now);
    },
    now,
  };
}
