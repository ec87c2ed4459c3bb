import type { EventChannel, EventMessage, WorkflowEventPublisher, WorkflowEvents } from '../domain/ports/workflow-event-publisher.ts';
import { EventSubscription } from './event-subscription.ts';

export interface EventBusOptions {
  /** How many messages wait for one slow subscriber before the oldest are dropped. @default 1000 */
  readonly bufferLimit?: number;
  /** Told when a listener or a filter throws; the publisher never is. */
  readonly onListenerError: (channel: EventChannel, error: unknown) => void;
}

type Receiver = (message: EventMessage) => void;

/** The in-process bus: delivery in the order of publishing, per subscriber. */
export function createEventBus(options: EventBusOptions): WorkflowEventPublisher {
  const receivers = new Map<EventChannel, Set<Receiver>>();

  const add = (channels: readonly EventChannel[], receiver: Receiver): (() => void) => {
    for (const channel of channels) {
      const set = receivers.get(channel) ?? new Set();
      receivers.set(channel, set.add(receiver));
    }
    return () => {
      for (const channel of channels) receivers.get(channel)?.delete(receiver);
    };
  };

  return {
    publish(channel, event) {
      const listening = receivers.get(channel);
      if (listening === undefined || listening.size === 0) return;
      // Copied, so that a listener may unsubscribe while it is told.
      for (const receiver of [...listening]) {
        try {
          receiver({ channel, event } as EventMessage);
        } catch (error) {
          options.onListenerError(channel, error);
        }
      }
    },
    subscribe<C extends EventChannel>(channels: readonly C[], { signal, where }: { signal: AbortSignal; where?: (message: EventMessage<C>) => boolean }) {
      const subscription = new EventSubscription<EventMessage<C>>(options.bufferLimit ?? 1000);
      const remove = add(channels, (message) => {
        const wanted = message as EventMessage<C>;
        if (where === undefined || where(wanted)) subscription.push(wanted);
      });
      subscription.onEnd(remove);
      if (signal.aborted) subscription.end();
      else subscription.onEnd(onAbort(signal, () => subscription.end()));
      return subscription;
    },
    listen<C extends EventChannel>(channel: C, listener: (event: WorkflowEvents[C]) => void) {
      return add([channel], (message) => listener((message as EventMessage<C>).event));
    },
  };
}

function onAbort(signal: AbortSignal, action: () => void): () => void {
  signal.addEventListener('abort', action, { once: true });
  return () => signal.removeEventListener('abort', action);
}
