import { createContext, useContext, type ReactNode } from 'react';

/** Places around a field, the outermost first: together they tell it from every other field. */
const Context = createContext<readonly string[]>([]);

/** Fields inside stand at this place, as findings name it. */
export function TypedPlace({ where, children }: { readonly where: string; readonly children: ReactNode }) {
  const around = useContext(Context);
  return <Context value={where === '' || around.at(-1) === where ? around : [...around, where]}>{children}</Context>;
}

export function useTypedPlace(): readonly string[] {
  return useContext(Context);
}
