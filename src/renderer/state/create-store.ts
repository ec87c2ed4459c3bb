import { tellAll } from '../../core/domain/model/tell-all.ts';

/** Values that are told when they change. Equal states are the same object. */
export interface Store<State> {
  readonly get: () => State;
  readonly subscribe: (listener: () => void) => () => void;
  readonly set: (change: Partial<State>) => void;
}

/** A store for one part of the page; nobody is told of a change that changes nothing. */
export function createStore<State extends object>(first: State): Store<State> {
  let state = first;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(change) {
      if (Object.entries(change).every(([field, value]) => state[field as keyof State] === value)) return;
      state = { ...state, ...change };
      tellAll(listeners);
    },
  };
}
