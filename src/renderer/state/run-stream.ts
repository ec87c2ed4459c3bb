import type { RunLine } from '../../core/domain/operations/runs.ts';

/** Text a model has written so far for one effect. */
export interface StreamedText {
  readonly effect: string;
  readonly nodeId: string | undefined;
  readonly text: string;
  /** The stored result has come. */
  readonly isWhole: boolean;
}

export interface RunStream {
  readonly lines: readonly RunLine[];
  readonly texts: readonly StreamedText[];
  readonly connection: 'connecting' | 'live' | 'reconnecting' | 'ended';
}

/** Before anything came. */
export const begun: RunStream = { lines: [], texts: [], connection: 'connecting' };

/** Adds rows once, however often they come, and joins streamed text by its effect. */
export function withLines(stream: RunStream, batch: readonly RunLine[]): RunStream {
  const last = stream.lines.at(-1)?.seq ?? 0;
  const rows = batch.filter((line) => line.seq !== undefined && line.seq > last);
  let { texts } = stream;
  for (const line of batch) texts = withText(texts, line);
  return { lines: rows.length === 0 ? stream.lines : [...stream.lines, ...rows], texts, connection: 'live' };
}

function withText(texts: readonly StreamedText[], line: RunLine): readonly StreamedText[] {
  const effect = line.payload['effect'];
  // What was aborted by a pause, or failed, is written again from its beginning.
  if (line.type === 'command' && line.payload['name'] === 'resume') return texts.filter(({ isWhole }) => isWhole);
  if (line.type === 'effect_failed') return texts.filter((each) => each.effect !== effect);
  if (typeof effect !== 'string') return texts;
  const known = texts.find((each) => each.effect === effect);
  if (line.type === 'effect_completed') return known === undefined ? texts : replaced(texts, { ...known, isWhole: true });
  const piece = line.payload['text'];
  if (line.seq !== undefined || typeof piece !== 'string') return texts;
  const before = known ?? { effect, nodeId: line.nodeId, text: '', isWhole: false };
  const next = { ...before, text: before.text + piece };
  return known === undefined ? [...texts, next] : replaced(texts, next);
}

function replaced(texts: readonly StreamedText[], next: StreamedText): readonly StreamedText[] {
  return texts.map((each) => (each.effect === next.effect ? next : each));
}
