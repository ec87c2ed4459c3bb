import { z } from 'zod';
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
  const said = redact(saidBy(error)).slice(0, 300).toWellFormed();
  const data = { connector: server };
  const next = 'Its own words are in the log: `aiwm logs tail --module connectors`.';
  switch (codeOf(error)) {
    case invalidParams: {
      return new AppError('input_invalid', `The tool server "${server}" does not take these arguments: ${said}`, { next: `Look at what the tool takes with \`aiwm connectors capabilities ${server}\`.`, data });
    }
    case 'ENOENT':
    case 'EACCES': {
      return new AppError('connector_unavailable', `The program of the tool server "${server}" cannot be started: ${said}`, { next: `Say which program it is, with its whole path: \`aiwm connectors configure ${server} --command <program>\`.`, data });
    }
    case 'CONNECTION_CLOSED': {
      return new AppError('connector_unavailable', `The tool server "${server}" ended before it answered.`, { next: `A program works in a folder of its own: give files in --args with their whole path. ${next}`, data });
    }
    case 'REQUEST_TIMEOUT': {
      return new AppError('connector_unavailable', `The tool server "${server}" did not answer in time.`, { next: `\`aiwm connectors configure ${server} --timeout-ms <n>\` waits longer. ${next}`, data });
    }
    default: {
      return new AppError('connector_unavailable', `The tool server "${server}" failed: ${said}`, { next, data });
    }
  }
}

/** What is wrong in one line. Where an answer is not of the protocol's form, the first fault in it says enough. */
function saidBy(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const issues = issuesIn(message);
  return issues === undefined ? message.replaceAll(/\s*\n\s*/gu, ' ') : `it answers in a form the protocol does not have (${issues})`;
}

const Issues = z.array(z.object({ path: z.array(z.union([z.string(), z.number()])).default([]), message: z.string() })).min(1);

/** The library says a misshapen answer as a list of issues in JSON, with words before it or none. */
function issuesIn(message: string): string | undefined {
  const from = message.indexOf('[');
  if (from === -1) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(message.slice(from));
  } catch {
    return undefined;
  }
  const [issue] = Issues.safeParse(value).data ?? [];
  return issue === undefined ? undefined : `${issue.path.length === 0 ? 'the answer' : issue.path.join('.')}: ${issue.message}`;
}

function appErrorIn(error: unknown): AppError | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) if (at instanceof AppError) return at;
  return undefined;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
