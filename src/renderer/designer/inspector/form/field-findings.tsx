import { createContext, useContext } from 'react';
import type { Finding } from '../../../../core/domain/operations/workflows.ts';

const Context = createContext<readonly Finding[]>([]);

export const FieldFindingsProvider = Context.Provider;

/** What is said below the field around. */
export function useFieldFindings(): readonly Finding[] {
  return useContext(Context);
}
