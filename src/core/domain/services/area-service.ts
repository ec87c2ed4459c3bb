import type { AnyContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract';
import type { CallContext } from '../model/caller.ts';
import type { AreaName, Contract } from '../operations/areas.ts';

/**
 * The methods an area asks for: one per operation, from the operation's own schemas. A query or command answers a
 * promise, a stream an async generator, which must end when `call.signal` is aborted.
 */
export type AreaService<A extends AreaName> = { readonly [V in keyof Contract[A]]: Method<Contract[A][V]> };

/** A service for every area. */
export type Services = { readonly [A in AreaName]: AreaService<A> };

type Method<P> = P extends AnyContractProcedure
  ? (input: InferSchemaOutput<NonNullable<P['~orpc']['inputSchema']>>, call: CallContext) => Answer<InferSchemaInput<NonNullable<P['~orpc']['outputSchema']>>>
  : never;

type Answer<T> = T extends AsyncIteratorObject<infer Item, unknown, void> ? AsyncGenerator<Item, void, void> : Promise<T>;
