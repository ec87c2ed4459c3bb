import { createContext, useContext } from 'react';
import type { JsonObject } from '../../../../core/domain/model/json.ts';

/** The config a field belongs to, and its name there. */
export interface ConfigAround {
  readonly config: JsonObject;
  readonly key: string;
}

const Context = createContext<ConfigAround>({ config: {}, key: '' });

export const ConfigAroundProvider = Context.Provider;

export function useConfigAround(): ConfigAround {
  return useContext(Context);
}
