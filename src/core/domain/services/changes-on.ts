import type { Clock } from '../ports/clock.ts';
import type { EventChannel, WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';

export interface ChangesOnDeps {
  readonly publisher: Pick<WorkflowEventPublisher, 'listen'>;
  readonly clock: Pick<Clock, 'now' | 'sleepUntil'>;
}

/** Runs that work commit all the time, and few of their commits change what somebody looks at: it is looked this often at most. */
const restMs = 300;

/** What `read` answers, at once and after news on the channels whenever it has changed, until the signal aborts; news while nobody listened or it rested are one. */
export async function* readOnChanges<T>({ publisher, clock }: ChangesOnDeps, channels: readonly EventChannel[], { read, signal }: { readonly read: () => Promise<T>; readonly signal: AbortSignal }): AsyncGenerator<T, void, void> {
  let wake = Promise.withResolvers<void>();
  const tell = (): void => { wake.resolve(); };
  const stops = channels.map((channel) => publisher.listen(channel, tell));
  signal.addEventListener('abort', tell, { once: true });
  let told: string | undefined;
  try {
    while (!signal.aborted) {
      const now = await read();
      const written = JSON.stringify(now);
      if (written !== told) yield now;
      told = written;
      await wake.promise;
      // Aborting wakes it, too, and the round then ends.
      await clock.sleepUntil(clock.now() + restMs, signal).catch(() => undefined);
      wake = Promise.withResolvers<void>();
    }
  } finally {
    signal.removeEventListener('abort', tell);
    for (const stop of stops) stop();
  }
}
