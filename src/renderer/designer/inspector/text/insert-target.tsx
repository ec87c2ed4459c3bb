import { createContext, useContext } from 'react';

/** A field that paths of the scope can be put into. */
interface Insertable {
  insert(path: string): void;
}

/** The expression or template that had the focus last: there a path goes that is chosen elsewhere. */
export class InsertTarget {
  #field: Insertable | undefined;
  readonly #listeners = new Set<() => void>();

  readonly get = (): boolean => this.#field !== undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  take(field: Insertable): void {
    this.#put(field);
  }

  leave(field: Insertable): void {
    if (this.#field === field) this.#put(undefined);
  }

  insert(path: string): void {
    this.#field?.insert(path);
  }

  #put(field: Insertable | undefined): void {
    this.#field = field;
    for (const listener of this.#listeners) listener();
  }
}

const Context = createContext(new InsertTarget());

export const InsertTargetProvider = Context.Provider;

export function useInsertTarget(): InsertTarget {
  return useContext(Context);
}
