import type { RunLine } from '../../core/domain/operations/runs.ts';
import type { Session } from '../session.ts';
import { runLineText, streamedText } from './run-lines.ts';

/** One item of a stream for a person. */
export function printItem(session: Session, operation: string, item: unknown): void {
  session.terminal.out(operation === 'runs.watch' ? runLineFor(session, item as RunLine) : `${JSON.stringify(item)}\n`);
}

/** A row as a line. Text of a model that is still answering appears only where somebody is watching: its row follows. */
function runLineFor(session: Session, line: RunLine): string {
  const text = streamedText(line);
  if (text === undefined) return `${runLineText(line, session)}\n`;
  return session.terminal.isInteractive ? session.paint('dim', text) : '';
}
