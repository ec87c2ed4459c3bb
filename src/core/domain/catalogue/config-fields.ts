import { z } from 'zod';
import { durationMs } from '../model/duration.ts';

/** Fields that configs of all kinds share. `meta` tells forms what to show. */

/** The source of an expression; it is parsed with the definition. */
export const ExpressionText = z.string().min(1).max(4096).meta({ format: 'expression' });

/** The source of an expression over the rows of a table; the action reads it for each of them. */
export const RowExpressionText = z.string().min(1).meta({ format: 'row-expression' });

/** An ISO 8601 duration of fixed length, between 0 and `atMost`. */
export function DurationText(atMost = 'P365D'): z.ZodType<string> {
  const limit = durationMs(atMost) ?? 0;
  return z
    .string()
    .refine((text) => durationMs(text) !== undefined, 'a duration of weeks, days, hours, minutes or seconds, such as PT15M')
    .refine((text) => (durationMs(text) ?? 0) <= limit, `at most ${atMost}`)
    .meta({ format: 'duration' });
}

/** Milliseconds of a text that {@link DurationText} let through. */
export function millisecondsOf(duration: string): number {
  return durationMs(duration) ?? 0;
}

/** A choice as a decision, its transitions and a model name it. */
export const ChoiceName = z.string().min(1).max(100);
