import type { AnyContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract';
import type { CallContext } from '../model/caller.ts';
import type { AreaName, Contract } from '../operations/areas.ts';

/**
 * The methods an area asks for: one per operation, from the operation's own schemas. A query or command answers a
 * promise, a stream an async generator, which must end when `call.signal` is aborted.
 */
export type AreaService<A extends AreaName> = { readonly [V in keyof Contract[A]]: Method<Contract[A][V]> };

/** Loads the methods of an area: the one named `verb` is among them, and others may not be. */
export type ServiceLoader<A extends AreaName> = (verb: string) => Promise<Partial<AreaService<A>>>;

/** A service for every area, each loaded when it is needed. */
export type Services = { readonly [A in AreaName]: ServiceLoader<A> };

type Method<P> = P extends AnyContractProcedure
  ? (input: InferSchemaOutput<NonNullable<P['~orpc']['inputSchema']>>, call: CallContext) => Answer<InferSchemaInput<NonNullable<P['~orpc']['outputSchema']>>>
  : never;

type Answer<T> = [T] extends [AsyncIteratorObject<infer Item, unknown, void>] ? AsyncGenerator<Item, void, void> : Promise<T>;
