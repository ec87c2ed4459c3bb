import { ORPCError, ValidationError } from '@orpc/server';
import '../domain/model/schema-words.ts';
import { AppError, errorCodes, type ErrorCode, type ErrorWire, isErrorCode } from '../domain/model/errors.ts';
import { isErrorWire } from '../domain/model/error-wire.ts';

/** Which call failed; for messages and for finding it again in the log. */
export interface FailedCall {
  /** Such as `runs.start`. */
  readonly operation: string;
  readonly correlationId: string;
  readonly signal?: AbortSignal | undefined;
}

/** What a transport's own refusals mean here. A body that cannot be read never reaches an operation. */
const transportCodes: { readonly [code: string]: ErrorCode } = {
  BAD_REQUEST: 'input_invalid',
  PAYLOAD_TOO_LARGE: 'input_invalid',
  UNSUPPORTED_MEDIA_TYPE: 'input_invalid',
  METHOD_NOT_SUPPORTED: 'operation_unknown',
  NOT_FOUND: 'operation_unknown',
  CLIENT_CLOSED_REQUEST: 'interrupted',
};

/** Any thrown thing in its wire form. What nobody foresaw is `unexpected` and shows nothing of the inside. */
export function describeFailure(thrown: unknown, call: FailedCall): ErrorWire {
  if (thrown instanceof AppError) return thrown.toWire();
  if (isTransportError(thrown)) return describeTransportFailure(thrown, call);
  if (call.signal?.aborted === true) {
    return { code: 'interrupted', message: `"${call.operation}" was interrupted before it was done.`, next: 'Do it again; what was committed before stays.' };
  }
  return unexpected(call);
}

/** The failure as the transports carry it: our code, its HTTP status, and the wire form as `data`. */
export function toTransportError(wire: ErrorWire, cause: unknown): ORPCError<ErrorCode, ErrorWire> {
  return new ORPCError(wire.code, { status: errorCodes[wire.code].http, message: wire.message, data: wire, cause });
}

/** For a name that no operation has. */
export function unknownOperation(operation: string): AppError {
  return new AppError('operation_unknown', `There is no operation "${operation}".`, {
    next: 'See docs/operations.md, /api/openapi.json or `aiwm --help` for what can be asked.',
    data: { operation },
  });
}

function isTransportError(thrown: unknown): thrown is ORPCError<string, unknown> {
  return thrown instanceof ORPCError;
}

function describeTransportFailure(error: ORPCError<string, unknown>, call: FailedCall): ErrorWire {
  if (isErrorWire(error.data)) return error.data;
  if (isErrorCode(error.code)) return { code: error.code, message: error.message };
  const code = transportCodes[error.code];
  if (error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) return invalidInput(error.cause, call);
  if (code === 'operation_unknown') return unknownOperation(call.operation).toWire();
  if (code !== undefined) return { code, message: `The call of "${call.operation}" could not be read: ${error.message}.`, next: 'Send one JSON body that fits the operation’s schema.' };
  return unexpected(call);
}

function invalidInput(error: ValidationError, { operation }: FailedCall): ErrorWire {
  const fields = error.issues.map((issue) => ({ path: fieldPath(issue.path), message: issue.message }));
  const told = fields.slice(0, 5).map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return {
    code: 'input_invalid',
    message: `The input of "${operation}" does not fit: ${told.join('; ')}${fields.length > told.length ? '; …' : ''}.`,
    next: `Correct ${fields.some(({ path }) => path !== '') ? 'the fields named' : 'the input'} and call again; docs/operations.md shows what "${operation}" takes.`,
    data: { fields },
  };
}

type IssuePath = ValidationError['issues'][number]['path'];

function fieldPath(path: IssuePath): string {
  return (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
}

function unexpected({ operation, correlationId }: FailedCall): ErrorWire {
  return {
    code: 'unexpected',
    message: `"${operation}" failed in a way nobody foresaw.`,
    next: `Look for ${correlationId} in the log; \`aiwm system doctor\` checks the installation.`,
    data: { correlationId },
  };
}
