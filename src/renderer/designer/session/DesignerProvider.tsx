import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { DesignerSession, DesignerState } from './designer-session.ts';
import type { DesignerView, DesignerViewState } from './designer-view.ts';

interface Designer {
  readonly session: DesignerSession;
  readonly view: DesignerView;
}

const Context = createContext<Designer | undefined>(undefined);

/** Gives the parts of the designer the one workflow they all work on. */
export function DesignerProvider({ session, view, children }: Designer & { readonly children: ReactNode }) {
  return <Context value={{ session, view }}>{children}</Context>;
}

export function useDesigner(): Designer {
  const designer = useContext(Context);
  if (designer === undefined) throw new Error('The parts of the designer stand inside a DesignerProvider.');
  return designer;
}

/** What `select` takes of the state; the part is drawn again only when that is another value. */
export function useDesignerState<Value>(select: (state: DesignerState) => Value): Value {
  const { session } = useDesigner();
  return useSyncExternalStore(session.subscribe, () => select(session.get()));
}

export function useDesignerView<Value>(select: (state: DesignerViewState) => Value): Value {
  const { view } = useDesigner();
  return useSyncExternalStore(view.subscribe, () => select(view.get()));
}
