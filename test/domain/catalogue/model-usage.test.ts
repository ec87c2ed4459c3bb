import { expect, it } from 'vitest';
import { costOf, mostOfChat, usageOf } from '../../../src/core/domain/catalogue/model-usage.ts';
import { PricedModel } from '../runtime/executor/support/priced-model.ts';

const price = { input: 3_000_000, cachedInput: 300_000, output: 15_000_000, asOf: '2026-11-01' };

it.each([
  [{ input: 1000, cachedInput: 0, output: 0 }, 3000],
  [{ input: 1000, cachedInput: 1000, output: 0 }, 300],
  [{ input: 1000, cachedInput: 400, output: 10 }, 1800 + 120 + 150],
  [{ input: 0, cachedInput: 0, output: 0 }, 0],
  [{ input: 1_000_000, cachedInput: 0, output: 1_000_000 }, 18_000_000],
])('%j costs %i millionths', (usage, micros) => {
  expect(costOf(price, usage)).toBe(micros);
});

it('a begun millionth is counted whole', () => {
  expect(costOf({ ...price, input: 1 }, { input: 1, cachedInput: 0, output: 0 })).toBe(1);
});

it('a call costs what the model that answered costs, else the one that was asked; without a price it has no cost', () => {
  const model = new PricedModel();
  const usage = { input: 10, cachedInput: 0, output: 10 };

  expect(usageOf(model, { usage, model: 'small' }, 'large')).toMatchObject({ connector: 'vendor', credential: 'prod', model: 'small', micros: 2, pricedAsOf: '2026-11-01' });
  expect(usageOf(model, { usage, model: 'large-2026-11-01' }, 'large')).toMatchObject({ model: 'large-2026-11-01', micros: 20 });
  expect(usageOf(model, { usage, model: 'unheard' }, 'free')).not.toHaveProperty('micros');
  expect(usageOf(model, { usage, model: 'small', answeredBy: { connector: 'other' } }, 'small')).toMatchObject({ connector: 'other' });
});

it.each(['What now?', 'Zażółć gęślą jaźń', '請用三句話說明這份合約。', '👍👍👍👍', '    if (x) {\n      y();\n    }'])('the input of %j counts with more tokens than it has bytes halved', (text) => {
  const bytes = new TextEncoder().encode(text).length;
  const { inputTokens, outputTokens } = mostOfChat({ messages: [{ role: 'user', text }], maxOutputTokens: 100 });

  expect(inputTokens).toBeGreaterThan(bytes / 2);
  expect(outputTokens).toBe(100);
});

it('what a vendor is sent besides the messages counts, too', () => {
  const messages = [{ role: 'user' as const, text: 'Hi' }];
  const alone = mostOfChat({ messages, maxOutputTokens: 1 }).inputTokens;

  expect(mostOfChat({ messages, maxOutputTokens: 1, answerSchema: { type: 'object' } }).inputTokens).toBeGreaterThan(alone);
  expect(mostOfChat({ messages, maxOutputTokens: 1, tools: [{ name: 'look', description: 'Looks', parameters: {} }] }).inputTokens).toBeGreaterThan(alone);
});
