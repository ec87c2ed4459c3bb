import type { RunLine } from '../../../core/domain/operations/runs.ts';

/** Text a model has written so far for one effect. */
export interface StreamedText {
  readonly effect: string;
  readonly nodeId: string | undefined;
  readonly text: string;
  /** How far it has come, with what did not arrive here. */
  readonly until: number;
  /** Some of it was written while nobody listened here. The stored result will be whole. */
  readonly hasGap: boolean;
}

/** The texts that are being written, after one more line: a stored result takes the place of its text. */
export function withText(texts: readonly StreamedText[], line: RunLine): readonly StreamedText[] {
  const { effect, text, from } = line.payload;
  // What was aborted by a pause is written again from its beginning.
  if (line.type === 'command' && line.payload['name'] === 'resume') return texts.length === 0 ? texts : [];
  if (typeof effect !== 'string') return texts;
  if (isOver(line)) return texts.some((each) => each.effect === effect) ? texts.filter((each) => each.effect !== effect) : texts;
  if (line.seq !== undefined || typeof text !== 'string' || typeof from !== 'number') return texts;
  const known = texts.find((each) => each.effect === effect);
  const until = from + text.length;
  // Further back than it had come: it was begun again.
  if (known === undefined || from < known.until) return [...texts.filter((each) => each !== known), { effect, nodeId: line.nodeId, text, until, hasGap: from > 0 }];
  return texts.map((each) => (each === known ? { ...each, text: each.text + text, until, hasGap: each.hasGap || from > known.until } : each));
}

function isOver({ type }: RunLine): boolean {
  return type === 'effect_failed' || type === 'effect_completed' || type === 'effect_interrupted';
}
