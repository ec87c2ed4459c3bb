import { AppError } from '../../model/errors.ts';
import { present } from '../../model/present.ts';

/** What is wrong with a template, and in which section: `body[2].table.columns[0].value`. */
export interface TemplateProblem {
  readonly where: string;
  readonly message: string;
  readonly next?: string;
}

/** Collects what is wrong, so that an author hears of everything at once. */
export class TemplateProblems {
  readonly found: TemplateProblem[] = [];

  add(where: string, message: string, next?: string): void {
    this.found.push({ where, message, ...present({ next }) });
  }

  /** What `work` gives; what it complains about becomes a problem of the section. */
  attempt<Result>(where: string, work: () => Result): Result | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.add(where, error.message, error.next);
      return undefined;
    }
  }
}

/** The first problem as an error, all of them in its `data`. */
export function templateInvalid(problems: readonly TemplateProblem[]): AppError {
  const [first] = problems;
  const more = problems.length > 1 ? ` There are ${problems.length - 1} more.` : '';
  return new AppError('definition_invalid', `The template is not sound: ${first?.where ?? ''}: ${first?.message ?? ''}${more}`, {
    next: first?.next ?? 'Correct what is named, and try again.',
    data: { problems: problems.slice(0, 50).map((problem) => ({ ...problem })) },
  });
}

/** What went wrong in a section while a document was made. */
export function sectionFailed(where: string, error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  return new AppError(error.code, `In ${where} of the template: ${error.message}`, { ...present({ next: error.next }), data: { ...error.data, section: where }, cause: error });
}

/** A document that became larger than documents made from templates may be. */
export function tooLarge(what: string, limit: number): AppError {
  return new AppError('input_invalid', `The document has more than ${limit} ${what}.`, { next: 'Hand fewer values to the template, or make several documents.', data: { limit } });
}
