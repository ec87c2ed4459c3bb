import { createContext, useContext } from 'react';

/** A field that paths of the scope can be put into. */
interface Insertable {
  insert(path: string): void;
}

/** The expression or template that had the focus last: there a path goes that is chosen elsewhere. */
export class InsertTarget {
  #field: Insertable | undefined;

  take(field: Insertable): void {
    this.#field = field;
  }

  leave(field: Insertable): void {
    if (this.#field === field) this.#field = undefined;
  }

  /** False where no field had the focus yet. */
  insert(path: string): boolean {
    this.#field?.insert(path);
    return this.#field !== undefined;
  }
}

const Context = createContext(new InsertTarget());

export const InsertTargetProvider = Context.Provider;

export function useInsertTarget(): InsertTarget {
  return useContext(Context);
}
