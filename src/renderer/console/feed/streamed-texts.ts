import type { RunLine } from '../../../core/domain/operations/runs.ts';

/** Text a model has written so far for one effect. */
export interface StreamedText {
  readonly effect: string;
  readonly nodeId: string | undefined;
  readonly text: string;
  /** The line to the host broke while it was written: some of it did not arrive. The stored result will be whole. */
  readonly hasGap: boolean;
}

/** The line broke: rows have numbers and go on, pieces of text may be missing from now on. */
export function withGap(texts: readonly StreamedText[]): readonly StreamedText[] {
  return texts.map((each) => ({ ...each, hasGap: true }));
}

/** The texts that are being written, after one more line: a stored result takes the place of its text. */
export function withText(texts: readonly StreamedText[], line: RunLine): readonly StreamedText[] {
  const { effect, text } = line.payload;
  // What was aborted by a pause is written again from its beginning.
  if (line.type === 'command' && line.payload['name'] === 'resume') return texts.length === 0 ? texts : [];
  if (typeof effect !== 'string') return texts;
  if (line.type === 'effect_failed' || line.type === 'effect_completed') return texts.some((each) => each.effect === effect) ? texts.filter((each) => each.effect !== effect) : texts;
  if (line.seq !== undefined || typeof text !== 'string') return texts;
  const known = texts.find((each) => each.effect === effect);
  if (known === undefined) return [...texts, { effect, nodeId: line.nodeId, text, hasGap: false }];
  return texts.map((each) => (each === known ? { ...each, text: each.text + text } : each));
}
