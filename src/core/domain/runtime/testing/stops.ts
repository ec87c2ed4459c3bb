import type { ExploredStep } from '../explore/explore.ts';

/** A failure that ended a way. */
export interface Stop {
  readonly node: string;
  readonly message: string;
}

/** What failed in this step, by the node it failed at. */
export function stopsIn({ facts }: ExploredStep): readonly Stop[] {
  return facts.flatMap(({ type, payload }) => {
    const error = type === 'incident_opened' || type === 'run_ended' ? payload.error : undefined;
    return error?.node === undefined ? [] : [{ node: error.node, message: error.message }];
  });
}
