import { os } from '@orpc/server';
import type { AppRouter } from '../core/app/app.ts';
import type { Caller } from '../core/domain/model/caller.ts';
import type { Contract } from '../core/domain/operations/areas.ts';

export interface PassedCall {
  /** Such as `['runs', 'start']`. */
  readonly path: readonly string[];
  readonly input: unknown;
  readonly signal: AbortSignal | undefined;
  readonly caller: Caller;
}

/** A router that passes every call on to somebody who checks and answers it. */
export function createPassingRouter(contract: Contract, answer: (call: PassedCall) => Promise<unknown>): AppRouter {
  const pass = os.$context<Caller & Record<never, never>>().handler(({ input, path, signal, context }) => answer({ input, path, signal, caller: context }));
  const areas = Object.entries(contract).map(([area, verbs]) => [area, Object.fromEntries(Object.keys(verbs).map((verb) => [verb, pass]))]);
  // One procedure stands for all: the names come from the contract, the types are those of whoever answers.
  return Object.fromEntries(areas) as AppRouter;
}
