import { AppError } from '../../domain/model/errors.ts';
import type { TextFormat } from '../../domain/model/document.ts';
import type { Json } from '../../domain/model/json.ts';

/** How deep lists and objects may nest in a text. */
export const maxDepth = 100;
/** How many values a text may stand for once its aliases are followed. */
export const maxNodes = 1_000_000;

/**
 * Says what keeps `value` from being bounded JSON; undefined when nothing does.
 * Values shared by aliases are counted each time they are met, as a reader that prints them would meet them.
 */
export function problemOf(value: unknown): string | undefined {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  let seen = 0;
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    seen += 1;
    if (seen > maxNodes) {
      return `the text stands for more than ${maxNodes} values`;
    }
    if (!isBranch(entry.value)) {
      const problem = problemOfLeaf(entry.value);
      if (problem !== undefined) {
        return problem;
      }
      continue;
    }
    if (entry.depth >= maxDepth) {
      return `lists and objects nest deeper than ${maxDepth} levels`;
    }
    for (const child of Object.values(entry.value)) {
      waiting.push({ value: child, depth: entry.depth + 1 });
    }
  }
  return undefined;
}

/** True when the value is JSON within the bounds, so that it can be kept, printed and sent. */
export function isBoundedJson(value: unknown): value is Json {
  return problemOf(value) === undefined;
}

/** Refuses to write what could not be read back. */
export function assertWritable(format: TextFormat, value: Json): void {
  const problem = problemOf(value);
  if (problem !== undefined) {
    throw new AppError('input_invalid', `The value cannot be written as ${format}: ${problem}.`, {
      next: 'Make the value smaller or flatter, and replace what is not a finite number.',
    });
  }
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function problemOfLeaf(value: unknown): string | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? undefined : `${value} is not a finite number`;
  }
  if (value === null || typeof value === 'boolean' || typeof value === 'string') {
    return undefined;
  }
  return `a ${typeof value} is not a JSON value`;
}
