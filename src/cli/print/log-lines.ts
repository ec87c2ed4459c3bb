import type { LogLine } from '../../core/domain/model/log-line.ts';
import type { AuditItem } from '../../core/domain/operations/audit.ts';
import type { Look } from './printer.ts';
import { localTime } from './words.ts';

const styles = { error: 'error', warn: 'warning', info: 'info', debug: 'dim' } as const;

/** A line of the log for a person: when, how important, who, what, and the ids that lead on. */
export function logLineText({ at, level, module, message, correlationId, runId, node }: LogLine, { paint }: Pick<Look, 'paint'>): string {
  const ids = [runId === undefined ? undefined : `run ${runId}`, node === undefined ? undefined : `node ${node}`, correlationId === undefined ? undefined : `correlation ${correlationId}`];
  const known = ids.filter((id) => id !== undefined).join(', ');
  return `${localTime(at)}  ${paint(styles[level], level.padEnd(5))}  ${module.padEnd(10)}  ${message}${known === '' ? '' : paint('dim', `  (${known})`)}`;
}

/** A row of the audit log for a person: when, who, what was done to what, and what came of it. */
export function auditLineText({ at, actor, door, operation, target, outcome, correlationId }: AuditItem, { paint }: Pick<Look, 'paint'>): string {
  const what = target === undefined ? operation : `${operation} ${target}`;
  return `${localTime(at)}  ${actor} (${door})  ${what}  ${paint(outcome === 'ok' ? 'success' : 'error', outcome)}${paint('dim', `  (correlation ${correlationId})`)}`;
}
