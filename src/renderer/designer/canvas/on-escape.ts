export interface Escape {
  readonly listen: () => void;
  readonly stop: () => void;
}

/** While it listens, Escape gives up what the pointer is doing, and does nothing else. */
export function createEscape(giveUp: () => void): Escape {
  let listening: AbortController | undefined;
  const stop = (): void => {
    listening?.abort();
    listening = undefined;
  };
  return {
    listen() {
      stop();
      listening = new AbortController();
      addEventListener('keydown', (event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        giveUp();
      }, { signal: listening.signal, capture: true });
    },
    stop,
  };
}
