import type { AnyContractProcedure } from '@orpc/contract';
import { toTransportError } from '../core/app/failure.ts';
import { openReader } from '../core/app/open-reader.ts';
import { takeVaultPassword } from '../core/app/vault-password.ts';
import { AppError } from '../core/domain/model/errors.ts';
import { type Contract, loadContract } from '../core/domain/operations/areas.ts';
import { operationFacts } from '../core/domain/operations/operation-facts.ts';
import type { Backend } from './opened-backend.ts';
import { createPassingRouter } from './passing-router.ts';
import { standardErrors } from './standard-errors.ts';

/**
 * Reads a data directory and changes nothing: no run goes on, no schedule fires, no server of tools is started. So one sees
 * what there is, and takes it along, where the program fails as soon as it does its work.
 */
export async function openSafeBackend(dataDirectory: string): Promise<Backend> {
  const contract = await loadContract();
  const reader = await openReader({ dataDirectory, vaultPassword: takeVaultPassword({ environment: process.env }) });
  const router = createPassingRouter(contract, async ({ path, input, signal, caller }) => {
    if (!isRead(contract, path)) throw refusal();
    return reader.call(path.join('.'), input, { caller, ...(signal === undefined ? {} : { signal }) });
  });
  return { role: 'reader', router, log: standardErrors, close: () => reader.close() };
}

function isRead(contract: Contract, [area = '', verb = '']: readonly string[]): boolean {
  const areas: { readonly [area: string]: { readonly [verb: string]: AnyContractProcedure } } = contract;
  const procedure = areas[area]?.[verb];
  return procedure !== undefined && operationFacts(procedure).kind !== 'command';
}

function refusal(): Error {
  const error = new AppError('precondition_failed', 'The program runs in safe mode, in which nothing is changed.', {
    next: 'Close it, and start it without --safe-mode.',
    data: { reason: 'safe_mode' },
  });
  return toTransportError(error.toWire(), error);
}
