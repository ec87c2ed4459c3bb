import { createContext, useContext } from 'react';

/** A field that paths of the scope can be put into. */
interface Insertable {
  insert(path: string): void;
}

/** The expression or template that had the focus last: there a path goes that is chosen elsewhere. */
export class InsertTarget {
  #field: Insertable | undefined;
  #scope: string | undefined;
  readonly #watchers = new Set<() => void>();

  /** `scope`: where the field's expressions stand. */
  take(field: Insertable, scope: string): void {
    this.#field = field;
    if (scope === this.#scope) return;
    this.#scope = scope;
    for (const tell of this.#watchers) tell();
  }

  leave(field: Insertable): void {
    if (this.#field === field) this.#field = undefined;
  }

  /** Where the expressions of the field that had the focus last stand, also when that is gone. */
  readonly scope = (): string | undefined => this.#scope;

  readonly watch = (tell: () => void): (() => void) => {
    this.#watchers.add(tell);
    return () => this.#watchers.delete(tell);
  };

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
