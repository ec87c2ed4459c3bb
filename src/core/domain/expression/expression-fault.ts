import { AppError } from '../model/errors.ts';
import type { ErrorCode } from '../model/errors.ts';

/** A place in a text as people count: both numbers begin with 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with an expression and where, before it is known in which text the expression stands. */
export class ExpressionFault extends Error {
  override readonly name = 'ExpressionFault';
  /** UTF-16 units from the beginning of the expression. */
  readonly offset: number;
  readonly next: string;

  constructor(reason: string, place: { readonly offset: number; readonly next: string }) {
    super(reason);
    this.offset = place.offset;
    this.next = place.next;
  }
}

/** The text a fault is shown in: an expression alone, or the template it stands in from `start` on. */
interface FaultText {
  readonly source: string;
  readonly template?: { readonly source: string; readonly start: number };
}

/** The fault as the error a person meets: which expression, at which line and column, what, and what to do. */
export function faultError(code: ErrorCode, fault: ExpressionFault, text: FaultText): AppError {
  const { source, start } = text.template ?? { source: text.source, start: 0 };
  const { line, column } = positionAt(source, start + fault.offset);
  return new AppError(code, `In ${quoted(text.source)} (line ${line}, column ${column}): ${fault.message}.`, {
    next: fault.next,
    data: { line, column },
    cause: fault,
  });
}

function positionAt(source: string, offset: number): Position {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const longestQuote = 80;

/** The text in the expression's own words, cut so that a message stays a sentence. */
function quoted(source: string): string {
  const oneLine = source.replaceAll(/\s+/gu, ' ').trim();
  return `\`${oneLine.length > longestQuote ? `${oneLine.slice(0, longestQuote)}...` : oneLine}\``;
}
