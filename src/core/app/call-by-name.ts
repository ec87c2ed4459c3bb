import { type AnyRouter, createRouterClient, getRouter, isProcedure } from '@orpc/server';
import { AppError } from '../domain/model/errors.ts';
import type { CallOptions } from './app.ts';
import { toTransportError, unknownOperation } from './failure.ts';

export interface NamedCall extends CallOptions {
  readonly input: unknown;
}

/** Calls the operation of this name; one that the router does not have is `operation_unknown`. */
export async function callByName(router: AnyRouter, operation: string, { input, caller, signal }: NamedCall): Promise<unknown> {
  const path = operation.split('.');
  const procedure = path.every((part) => part !== '' && !part.startsWith('__')) ? getRouter(router, path) : undefined;
  if (!isProcedure(procedure)) {
    const unknown = unknownOperation(operation);
    throw toTransportError(unknown.toWire(), unknown);
  }
  return createRouterClient(procedure, { context: caller, path })(input, signal === undefined ? {} : { signal });
}

/** What calls under way hear when the program closes. */
export function closed(): AppError {
  return new AppError('interrupted', 'The program is closing.', { next: 'Start it again; runs go on where they stood.' });
}
