import { useEffect } from 'react';
import { readFailure } from '../client/read-failure.ts';
import { forgetGone } from './card-drafts.ts';

/** A run may be purged anywhere: this browser lets go of what was typed into its cards when it is told that there is no such run or card. */
export function useForgetGone(id: string, error: unknown): void {
  const isGone = error !== null && readFailure(error).code === 'not_found';
  useEffect(() => {
    if (isGone) forgetGone(id);
  }, [id, isGone]);
}
