import { createContext, useContext } from 'react';

/** Where a field stands, and what it may hold. */
export interface FieldPlace {
  /** As findings name it: `nodes.ask.actions.say.config`. Fields add their own key. */
  readonly where: string;
  /** What its expressions and templates see: the node, or the transition. */
  readonly scope: string;
  /** Texts are templates, and every value may be the yield of an expression. */
  readonly takesTemplates: boolean;
  /** An empty text is as good as another. */
  readonly takesEmpty?: boolean;
}

const Context = createContext<FieldPlace>({ where: '', scope: '', takesTemplates: false });

export const FieldPlaceProvider = Context.Provider;

export function useFieldPlace(): FieldPlace {
  return useContext(Context);
}
