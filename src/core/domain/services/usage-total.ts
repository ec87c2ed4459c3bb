import type { UsageSums } from '../operations/usage.ts';

/** What sums of usage are made of. */
export const usageFields = ['calls', 'inputTokens', 'cachedInputTokens', 'outputTokens', 'micros', 'unpricedCalls', 'assumedCalls', 'inheritedCalls'] as const satisfies readonly (keyof UsageSums)[];

/** Sums together. */
export function totalOf(items: readonly UsageSums[]): UsageSums {
  const sum = (field: (typeof usageFields)[number]): number => items.reduce((total, item) => total + item[field], 0);
  return {
    calls: sum('calls'), inputTokens: sum('inputTokens'), cachedInputTokens: sum('cachedInputTokens'), outputTokens: sum('outputTokens'),
    micros: sum('micros'), unpricedCalls: sum('unpricedCalls'), assumedCalls: sum('assumedCalls'), inheritedCalls: sum('inheritedCalls'),
  };
}
