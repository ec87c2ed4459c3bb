import { AppError } from '../../model/errors.ts';
import type { z } from 'zod';

/** One thing that is wrong with a definition: where, by ids, and what. */
export interface DefinitionIssue {
  /** `nodes.ask.actions.say.config.prompt` */
  readonly where: string;
  readonly message: string;
  readonly next?: string;
}

/** Collects what is wrong, so that an author sees all of it at once. */
export class DefinitionIssues {
  readonly found: DefinitionIssue[] = [];

  add(where: string, message: string, next?: string): void {
    this.found.push({ where, message, ...(next === undefined ? {} : { next }) });
  }

  /** What `work` gives, or undefined when it throws, which is an issue here. */
  attempt<Result>(where: string, work: () => Result): Result | undefined {
    try {
      return work();
    } catch (error) {
      if (error instanceof AppError) this.add(where, error.message, error.next);
      else this.add(where, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** The parsed value, or undefined when the schema refuses it. */
  parse<Output>(where: string, schema: z.ZodType<Output>, value: unknown): Output | undefined {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) this.add([where, ...issue.path.map(String)].filter((part) => part !== '').join('.'), issue.message);
    return undefined;
  }
}

/** All issues as one error: the first in words, the rest as data. */
export function definitionInvalid(name: string, issues: readonly DefinitionIssue[]): AppError {
  const [first] = issues;
  const more = issues.length > 1 ? ` There are ${issues.length - 1} more.` : '';
  return new AppError('definition_invalid', `Workflow "${name}" cannot be used: ${first?.where ?? ''}: ${first?.message ?? ''}.${more}`.replaceAll('..', '.'), {
    next: first?.next ?? 'Correct the definition and try again.',
    data: { issues: issues.map(({ where, message, next }) => ({ where, message, ...(next === undefined ? {} : { next }) })) },
  });
}
