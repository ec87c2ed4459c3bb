import { useEffect, useState } from 'react';
import type { RunLine } from '../../core/domain/operations/runs.ts';
import type { Client } from '../client/connect.ts';
import { useClient } from '../client/ClientProvider.tsx';
import { pauseFor } from './pause-for.ts';

/** Text a model has written so far for one effect. */
export interface StreamedText {
  readonly effect: string;
  readonly nodeId: string | undefined;
  readonly text: string;
  /** The stored result has come. */
  readonly isWhole: boolean;
}

export interface RunStream {
  readonly lines: readonly RunLine[];
  readonly texts: readonly StreamedText[];
  readonly connection: 'connecting' | 'live' | 'reconnecting' | 'ended';
}

const begun: RunStream = { lines: [], texts: [], connection: 'connecting' };

/** The journal of a run from its first row on, as it grows. A lost connection goes on after the last row that came. */
export function useRunStream(runId: string): RunStream {
  const client = useClient();
  const [stream, setStream] = useState(begun);
  useEffect(() => {
    const stopped = new AbortController();
    setStream(begun);
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

/** Adds rows once, however often they come, and joins streamed text by its effect. */
export function withLines(stream: RunStream, batch: readonly RunLine[]): RunStream {
  const last = stream.lines.at(-1)?.seq ?? 0;
  const rows = batch.filter((line) => line.seq !== undefined && line.seq > last);
  let { texts } = stream;
  for (const line of batch) texts = withText(texts, line);
  return { lines: rows.length === 0 ? stream.lines : [...stream.lines, ...rows], texts, connection: 'live' };
}

function withText(texts: readonly StreamedText[], line: RunLine): readonly StreamedText[] {
  const effect = line.payload['effect'];
  // What was aborted by a pause, or failed, is written again from its beginning.
  if (line.type === 'command' && line.payload['name'] === 'resume') return texts.filter(({ isWhole }) => isWhole);
  if (line.type === 'effect_failed') return texts.filter((each) => each.effect !== effect);
  if (typeof effect !== 'string') return texts;
  const known = texts.find((each) => each.effect === effect);
  if (line.type === 'effect_completed') return known === undefined ? texts : replaced(texts, { ...known, isWhole: true });
  const piece = line.payload['text'];
  if (line.seq !== undefined || typeof piece !== 'string') return texts;
  const before = known ?? { effect, nodeId: line.nodeId, text: '', isWhole: false };
  const next = { ...before, text: before.text + piece };
  return known === undefined ? [...texts, next] : replaced(texts, next);
}

function replaced(texts: readonly StreamedText[], next: StreamedText): readonly StreamedText[] {
  return texts.map((each) => (each.effect === next.effect ? next : each));
}
