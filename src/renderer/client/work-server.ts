import { queryOptions } from '@tanstack/react-query';
import { errorFromWire } from '../../core/domain/model/error-wire.ts';

/** Whether this window can be taken to a server: a page of a browser is where it came from. */
export const canChangeServer = window.aiwm?.chooseServer !== undefined;

/** The server the window works on; null on this computer. It changes only with the page. */
export const workServerQuery = queryOptions({
  queryKey: ['window', 'server'],
  staleTime: Infinity,
  queryFn: async () => {
    const answer = await window.aiwm?.server();
    if (answer?.failure !== undefined) throw errorFromWire(answer.failure);
    return answer?.server ?? null;
  },
});

/** Takes the window to the server of this name, or with null back to this computer; the page is loaded anew there. */
export async function workOn(name: string | null): Promise<void> {
  const answer = await window.aiwm?.chooseServer(name);
  if (answer?.failure !== undefined) throw errorFromWire(answer.failure);
}
