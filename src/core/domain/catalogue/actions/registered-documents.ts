import { AppError } from '../../model/errors.ts';
import type { EffectPorts } from '../../ports/effect-ports.ts';
import type { RunDocuments } from '../../ports/run-documents.ts';

/** The registry of documents of the place where the run is. */
export function registeredDocuments({ registered }: EffectPorts): RunDocuments {
  if (registered !== undefined) return registered;
  throw new AppError('precondition_failed', 'There is no registry of documents here.', { next: 'Let the run go on where its data directory is.' });
}
