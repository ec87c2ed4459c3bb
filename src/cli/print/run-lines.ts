import { describeEvent } from '../../core/domain/model/run-story.ts';
import type { RunLine } from '../../core/domain/operations/runs.ts';
import type { Look } from './printer.ts';
import { clock } from './words.ts';

/** One line of a run's journal as a sentence: `  12  14:05:09  Entered “review”  by “t4” (condition-met)`. */
export function runLineText(line: RunLine, { paint }: Pick<Look, 'paint'>): string {
  const { title, detail, severity } = describeEvent(line);
  const seq = String(line.seq ?? '').padStart(4);
  const rest = detail === undefined ? '' : `  ${paint('dim', detail.replaceAll(/\s+/gu, ' '))}`;
  return `${paint('dim', `${seq}  ${clock(line.at)}`)}  ${paint(severity, title)}${rest}`;
}

/** Streamed text of an action under way; the row with its result comes later. */
export function streamedText({ type, payload }: RunLine): string | undefined {
  return type === 'text_delta' && typeof payload['text'] === 'string' ? payload['text'] : undefined;
}
