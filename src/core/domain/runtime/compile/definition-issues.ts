import { AppError } from '../../model/errors.ts';
import type { FindingData } from '../../model/finding-data.ts';
import type { z } from 'zod';

/** What kind of thing is wrong, for programs; `definition_invalid` where nothing else is said. */
export type IssueCode =
  | 'definition_invalid' | 'config_invalid' | 'duplicate_id' | 'start_count' | 'end_missing' | 'broken_transition' | 'unknown_kind'
  | 'trigger_not_allowed' | 'missing_trigger' | 'body_count' | 'reserved_name' | 'card_missing' | 'workflow_missing' | 'contract_mismatch'
  | 'expression_invalid' | 'scope_violation' | 'approval_without_principals' | 'choice_without_transition';

/** One thing that is wrong with a definition: where, by ids, and what. */
export interface DefinitionIssue {
  /** `nodes.ask.actions.say.config.prompt` */
  readonly where: string;
  readonly message: string;
  readonly next?: string;
  readonly code?: IssueCode;
  readonly data?: FindingData;
}

export interface IssueHint {
  readonly code: IssueCode;
  readonly next?: string;
  /** What the message says, for programs. */
  readonly data?: FindingData;
}

/** Collects what is wrong, so that an author sees all of it at once. */
export class DefinitionIssues {
  readonly found: DefinitionIssue[] = [];

  /** `hint` says what to do about it, and what kind of issue it is. */
  add(where: string, message: string, hint?: string | IssueHint): void {
    this.found.push({ where, message, ...(typeof hint === 'string' ? { next: hint } : hint) });
  }

  /** What `work` gives, or undefined when it throws, which is an issue here. */
  attempt<Result>(where: string, work: () => Result): Result | undefined {
    try {
      return work();
    } catch (error) {
      if (error instanceof AppError) this.add(where, error.message, { code: error.code === 'definition_invalid' ? 'expression_invalid' : 'config_invalid', ...(error.next === undefined ? {} : { next: error.next }) });
      else this.add(where, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** The parsed value, or undefined when the schema refuses it. */
  parse<Output>(where: string, schema: z.ZodType<Output>, value: unknown): Output | undefined {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) this.add([where, ...issue.path.map(String)].filter((part) => part !== '').join('.'), issue.message, { code: where === '' ? 'definition_invalid' : 'config_invalid', ...dataOf(issue, value) });
    return undefined;
  }
}

/** What a refusal of a schema says, for programs: fields that nobody knows, or one that is missing from the value. */
export function dataOf(issue: z.core.$ZodIssue, value: unknown): { readonly data?: FindingData } {
  if (issue.code === 'unrecognized_keys') return { data: { case: 'fields_unknown', names: [...issue.keys] } };
  const name = issue.path.at(-1);
  if (issue.code !== 'invalid_type' || typeof name !== 'string') return {};
  const around = issue.path.slice(0, -1).reduce<unknown>((part, step) => (typeof part === 'object' && part !== null ? Reflect.get(part, step) : undefined), value);
  return typeof around === 'object' && around !== null && !Object.hasOwn(around, name) ? { data: { case: 'field_missing', name } } : {};
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
