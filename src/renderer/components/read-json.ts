import type { Json } from '../../core/domain/model/json.ts';

/** The value a text says in JSON; nothing where it says none. */
export function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
