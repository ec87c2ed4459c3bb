import type { LogLine } from '../../core/domain/model/log-line.ts';
import type { AuditItem } from '../../core/domain/operations/audit.ts';
import type { ExportStep } from '../../core/domain/operations/docs.ts';
import type { RunLine } from '../../core/domain/operations/runs.ts';
import type { TestLine } from '../../core/domain/operations/tests.ts';
import type { Session } from '../session.ts';
import { auditLineText, logLineText } from './log-lines.ts';
import { testLineText } from './test-lines.ts';
import { counted, size } from './words.ts';
import { runLineText, streamedText } from './run-lines.ts';

/** Files that were written are the result; how many are still to come is said beside it. */
function printExportStep(session: Session, step: ExportStep): void {
  const say = (text: string): void => { session.hint(session.paint('dim', text)); };
  if (step.kind === 'begin') say(`Exporting ${counted(step.total, 'document')} to ${step.directory}.`);
  else if (step.kind === 'end') say(`${counted(step.total, 'document')}, ${size(step.bytes)}.`);
  else {
    session.terminal.out(`${step.path}\n`);
    say(`${step.done} written: ${step.title}`);
  }
}

/** Prints the items of one stream for a person, one after another. */
export function createItemPrinter(session: Session, operation: string): (item: unknown) => void {
  if (operation === 'tests.run') return (item) => { session.terminal.out(`${testLineText(item as TestLine, session)}\n`); };
  if (operation === 'logs.tail') return (item) => { session.terminal.out(`${logLineText(item as LogLine, session)}\n`); };
  if (operation === 'audit.tail') return (item) => { session.terminal.out(`${auditLineText(item as AuditItem, session)}\n`); };
  if (operation === 'docs.export') return (item) => { printExportStep(session, item as ExportStep); };
  if (operation !== 'runs.watch') return (item) => { session.terminal.out(`${JSON.stringify(item)}\n`); };
  let isMidLine = false;
  return (item) => {
    const line = item as RunLine;
    const text = streamedText(line);
    if (text === undefined) {
      session.terminal.out(`${isMidLine ? '\n' : ''}${runLineText(line, session)}\n`);
      isMidLine = false;
    } else if (session.terminal.isInteractive) {
      // What a model is still saying is for somebody who watches; the row with all of it follows.
      session.terminal.out(session.paint('dim', text));
      isMidLine = true;
    }
  };
}
