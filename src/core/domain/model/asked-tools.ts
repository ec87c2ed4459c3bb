import { isJsonList, isJsonObject, type Json } from './json.ts';

/** A tool a model wants used. */
export interface AskedTool {
  readonly name: string;
  /** As the model wrote them: JSON, if it wrote well. */
  readonly arguments: string;
}

/** The tools that what a model said in one turn asks for; none where it is no turn. */
export function askedTools(output: Json | undefined): readonly AskedTool[] {
  const calls = isJsonObject(output) ? output['toolCalls'] : undefined;
  if (!isJsonList(calls)) return [];
  return calls.flatMap((call) => {
    if (!isJsonObject(call) || typeof call['name'] !== 'string') return [];
    return [{ name: call['name'], arguments: typeof call['arguments'] === 'string' ? call['arguments'] : '' }];
  });
}
