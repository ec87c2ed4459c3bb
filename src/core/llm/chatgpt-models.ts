import type { KnownModel } from './known-models.ts';

/** OpenAI's price list was read on this day. A prompt above 272,000 tokens costs more than is said here. */
const asOf = '2026-11-05';
const able = { streaming: true, tools: true, structured: true } as const;
const long = { contextTokens: 1_050_000, maxOutputTokens: 128_000, ...able } as const;
const medium = { contextTokens: 400_000, maxOutputTokens: 128_000, ...able } as const;
const sampled = { ...able, takesTemperature: true } as const;

/** What is known of OpenAI's models, the most capable first. */
export const chatgptModels: readonly KnownModel[] = [
  { id: 'gpt-6-sol', ...long, price: { input: 2_000_000, cachedInput: 200_000, output: 10_000_000, asOf } },
  { id: 'gpt-6-luna', ...long, price: { input: 100_000, cachedInput: 10_000, output: 500_000, asOf } },
  { id: 'gpt-5.6-sol', ...long, price: { input: 4_000_000, cachedInput: 400_000, output: 20_000_000, asOf } },
  { id: 'gpt-5.6-luna', ...long, price: { input: 200_000, cachedInput: 20_000, output: 1_200_000, asOf } },
  { id: 'gpt-5.4', ...long, price: { input: 2_500_000, cachedInput: 250_000, output: 15_000_000, asOf } },
  { id: 'gpt-5.4-mini', ...medium, price: { input: 750_000, cachedInput: 75_000, output: 4_500_000, asOf } },
  { id: 'gpt-5', ...medium, price: { input: 1_250_000, cachedInput: 125_000, output: 10_000_000, asOf } },
  { id: 'gpt-5-mini', ...medium, price: { input: 250_000, cachedInput: 25_000, output: 2_000_000, asOf } },
  { id: 'gpt-5-nano', ...medium, price: { input: 50_000, cachedInput: 5_000, output: 400_000, asOf } },
  { id: 'gpt-4.1', contextTokens: 1_047_576, maxOutputTokens: 32_768, ...sampled, price: { input: 2_000_000, cachedInput: 500_000, output: 8_000_000, asOf } },
  { id: 'gpt-4.1-mini', contextTokens: 1_047_576, maxOutputTokens: 32_768, ...sampled, price: { input: 400_000, cachedInput: 100_000, output: 1_600_000, asOf } },
  { id: 'gpt-4o', contextTokens: 128_000, maxOutputTokens: 16_384, ...sampled, price: { input: 2_500_000, cachedInput: 1_250_000, output: 10_000_000, asOf } },
  { id: 'gpt-4o-mini', contextTokens: 128_000, maxOutputTokens: 16_384, ...sampled, price: { input: 150_000, cachedInput: 75_000, output: 600_000, asOf } },
];
