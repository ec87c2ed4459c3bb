import { AppError } from '../../../src/core/domain/model/errors.ts';
import type { EffectPorts } from '../../../src/core/domain/ports/effect-ports.ts';

function refuse(): never {
  throw new AppError('unexpected', 'this run reaches only the witness');
}

/** For runs that touch nothing but the witness. */
export const noPorts: EffectPorts = {
  files: { read: refuse, write: refuse, list: refuse, resolve: refuse, look: refuse, stream: refuse, writeStream: refuse, copy: refuse, move: refuse, traceMove: refuse, remove: refuse, watch: refuse },
  formatters: { get: refuse, forFile: refuse, dialect: refuse, records: refuse, plainText: refuse },
  documents: { get: refuse },
  llm: refuse,
  http: { request: refuse },
  secret: refuse,
  readBlob: refuse,
};
