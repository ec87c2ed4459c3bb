import type { ChatRequest, ChatUsage } from '../domain/ports/llm-connector.ts';

/** One token is counted for every four bytes of UTF-8, begun ones included: near the usual for English, and the same everywhere. */
const bytesPerToken = 4;

export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / bytesPerToken);
}

/** What a chat used where the service does not say. */
export function estimateUsage(messages: ChatRequest['messages'], written: string): ChatUsage {
  return { input: messages.reduce((sum, { text }) => sum + estimateTokens(text), 0), cachedInput: 0, output: estimateTokens(written) };
}

/** As much of the text as so many tokens hold, without splitting a character. */
export function takeTokens(text: string, tokens: number): string {
  if (estimateTokens(text) <= tokens) return text;
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > tokens * bytesPerToken) break;
    end += character.length;
  }
  return text.slice(0, end);
}
