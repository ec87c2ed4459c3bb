import { AppError } from '../domain/model/errors.ts';

export interface FailureOf {
  readonly server: string;
  readonly redact: (text: string) => string;
}

/** JSON-RPC's word for arguments a server does not take. */
const invalidParams = -32_602;

/** What went wrong with a server of tools, as one of our errors. Its words are quoted short and without secrets. */
export function serverFailure(error: unknown, { server, redact }: FailureOf): AppError {
  const ours = appErrorIn(error);
  if (ours !== undefined) return ours;
  const said = redact(error instanceof Error ? error.message : String(error)).slice(0, 300).toWellFormed();
  const data = { connector: server };
  if (codeOf(error) === invalidParams) return new AppError('input_invalid', `The tool server "${server}" does not take these arguments: ${said}`, { next: 'Look at what the tool takes with `aiwm connectors capabilities`.', data });
  return new AppError('connector_unavailable', `The tool server "${server}" failed: ${said}`, { next: `\`aiwm connectors test ${server}\` tries it; its own words are in the log.`, data });
}

function appErrorIn(error: unknown): AppError | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) if (at instanceof AppError) return at;
  return undefined;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
