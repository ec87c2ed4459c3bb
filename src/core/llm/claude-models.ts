import type { KnownModel } from './known-models.ts';

/** Anthropic's price list was read on this day. */
const asOf = '2026-10-24';
const long = { contextTokens: 1_000_000, maxOutputTokens: 128_000, streaming: true, tools: true, structured: true } as const;
const short = { contextTokens: 200_000, maxOutputTokens: 64_000, streaming: true, tools: true, structured: true, takesTemperature: true } as const;

/** What is known of Anthropic's models, the most capable first. */
export const claudeModels: readonly KnownModel[] = [
  { id: 'claude-fable-5-2', ...long, price: { input: 8_000_000, cachedInput: 200_000, output: 40_000_000, asOf: '2026-11-10' } },
  { id: 'claude-fable-5-1', ...long, price: { input: 10_000_000, cachedInput: 250_000, output: 50_000_000, asOf } },
  { id: 'claude-opus-5-5', ...long, price: { input: 4_000_000, cachedInput: 200_000, output: 20_000_000, asOf } },
  { id: 'claude-opus-5', ...long, price: { input: 5_000_000, cachedInput: 500_000, output: 25_000_000, asOf } },
  { id: 'claude-sonnet-5-5', ...long, price: { input: 2_000_000, cachedInput: 100_000, output: 10_000_000, asOf } },
  { id: 'claude-sonnet-5', ...long, price: { input: 2_000_000, cachedInput: 200_000, output: 10_000_000, asOf } },
  // The price of prompts above 100,000 tokens, so that no budget is told too little.
  { id: 'claude-haiku-5-5', ...long, price: { input: 500_000, cachedInput: 50_000, output: 2_500_000, asOf } },
  { id: 'claude-opus-4-5', ...short, price: { input: 5_000_000, cachedInput: 500_000, output: 25_000_000, asOf } },
  { id: 'claude-sonnet-4-5', ...short, price: { input: 3_000_000, cachedInput: 300_000, output: 15_000_000, asOf } },
  { id: 'claude-haiku-4-5', ...short, price: { input: 1_000_000, cachedInput: 100_000, output: 5_000_000, asOf } },
];
