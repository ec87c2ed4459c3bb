import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { diffDefinitions } from '../../../core/domain/model/definition/diff-definitions.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { Client } from '../../client/connect.ts';
import { useClient } from '../../client/ClientProvider.tsx';
import { useDesignerState } from '../session/DesignerProvider.tsx';
import { comparable } from './diff-picture.ts';
import type { PastState } from './use-states.ts';

/** States that are read, the newest first, before the newest of all is taken. */
const mostRead = 12;

/** Key of the newest state that does not mean what is on the screen; of the newest where none differs, and undefined while that is looked up. */
export function useNewestDifferent(states: readonly PastState[] | undefined): string | undefined {
  const client = useClient();
  const id = useDesignerState(({ workflow }) => workflow.id);
  const now = useDesignerState(({ definition }) => definition);
  // What is typed while the window is open does not choose another state.
  const [definition] = useState(now);
  const past = (states ?? []).filter(({ kind }) => kind !== 'screen').slice(0, mostRead);
  const { data, isError } = useQuery({
    queryKey: ['history', 'newest different', id, past.map(({ key }) => key)],
    enabled: past.length > 0,
    gcTime: 0,
    queryFn: async () => {
      for (const state of past) {
        if (diffDefinitions(comparable(await definitionOf(client, id, state)), comparable(definition)).length > 0) return state.key;
      }
      return past[0]?.key ?? '';
    },
  });
  // Where one cannot be read, its own place in the list says why.
  return isError ? past[0]?.key : data;
}

async function definitionOf(client: Client, id: string, { version, save = 1 }: PastState): Promise<JsonObject> {
  return version === undefined ? (await client.workflows.recall({ id, save })).definition : (await client.workflows.get({ id, version })).definition;
}
