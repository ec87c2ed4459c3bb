import { errorCodes, type ErrorCode } from '../core/domain/model/errors.ts';

/** What the process ends with for a failure of this code. */
export function exitCodeOf(code: ErrorCode): number {
  return errorCodes[code].exit;
}

/** Answers that are themselves bad news, so that a script can tell without reading them. */
const answerCodes: { readonly [operation: string]: (answer: Readonly<Record<string, unknown>>) => number } = {
  'workflows.verify': ({ publishable }) => (publishable === true ? 0 : exitCodeOf('verify_failed')),
  'runs.replay': ({ equal }) => (equal === true ? 0 : exitCodeOf('replay_diverged')),
  'connectors.test': ({ ok }) => (ok === true ? 0 : exitCodeOf('connector_unavailable')),
  'servers.test': ({ ok }) => (ok === true ? 0 : exitCodeOf('connector_unavailable')),
  'audit.verify': ({ intact }) => (intact === true ? 0 : exitCodeOf('integrity')),
  'filesandbox.verify': ({ sound }) => (sound === true ? 0 : exitCodeOf('findings')),
  'files.resolve': ({ allowed }) => (allowed === true ? 0 : exitCodeOf('path_denied')),
  'docs.validate': ({ valid }) => (valid === true ? 0 : exitCodeOf('input_invalid')),
  'docs.merge': ({ conflicts }) => (Array.isArray(conflicts) && conflicts.length > 0 ? exitCodeOf('conflict') : 0),
  'system.validate': ({ healthy }) => (healthy === true ? 0 : exitCodeOf('findings')),
  'system.doctor': ({ healthy }) => (healthy === true ? 0 : exitCodeOf('unexpected')),
};

/** What the process ends with after this answer of an operation. */
export function exitCodeOfAnswer(operation: string, answer: unknown): number {
  return answerCodes[operation]?.(answer as Readonly<Record<string, unknown>>) ?? 0;
}

/** Items of streams that are themselves bad news. */
const itemCodes: { readonly [operation: string]: (item: Readonly<Record<string, unknown>>) => number } = {
  'tests.run': ({ type, failed }) => (type === 'end' && failed !== 0 ? exitCodeOf('test_failed') : 0),
};

/** What the process ends with after this item of a stream, unless a later one is worse. */
export function exitCodeOfItem(operation: string, item: unknown): number {
  return itemCodes[operation]?.(item as Readonly<Record<string, unknown>>) ?? 0;
}

/** The lines of help about exit codes: each number with the failures behind it. */
export function exitCodeLines(): string[] {
  const byExit = Map.groupBy(Object.keys(errorCodes) as ErrorCode[], exitCodeOf);
  const lines = [...byExit].toSorted(([a], [b]) => a - b).map(([exit, codes]) => `  ${String(exit).padStart(3)}  ${codes.join(', ')}`);
  return ['    0  done; the run completed, or waits for something outside', ...lines];
}
