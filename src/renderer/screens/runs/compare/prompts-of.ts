import { effectParts } from '../../../../core/domain/model/effect-id.ts';
import { isJsonObject, type Json } from '../../../../core/domain/model/json.ts';
import type { RunLine } from '../../../../core/domain/operations/runs.ts';

export interface AskedPrompt {
  /** The same on both sides for the same request of the same visit. */
  readonly effect: string;
  readonly place: string;
  readonly text: string;
}

/** What a run asked of models, request by request, in its order. */
export function promptsOf(lines: readonly RunLine[]): readonly AskedPrompt[] {
  return lines.flatMap(({ payload }) => {
    const { effect, request } = payload;
    if (typeof effect !== 'string' || !isJsonObject(request)) return [];
    const text = promptText(request['prompt'] ?? request['messages']);
    return text === undefined ? [] : [{ effect, place: effectParts(effect)?.visit ?? effect, text }];
  });
}

function promptText(prompt: Json | undefined): string | undefined {
  if (prompt === undefined) return undefined;
  return typeof prompt === 'string' ? prompt : JSON.stringify(prompt, undefined, 2);
}
