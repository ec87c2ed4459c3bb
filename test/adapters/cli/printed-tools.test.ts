import { expect, it } from 'vitest';
import { createPaint } from '../../../src/cli/print/paint.ts';
import { printAnswer } from '../../../src/cli/print/print-answer.ts';

it('the tools of a server are shown to people, those that are granted first', async () => {
  const parameters = { type: 'object', properties: { item: { type: 'string' }, count: { type: 'integer' } } };
  const tools = [{ name: 'crash', description: 'Ends', parameters: { type: 'object' }, isGranted: false }, { name: 'order', description: 'Orders\nat once', parameters, isGranted: true }];

  const { text, next } = await printAnswer('connectors.capabilities', { id: 'desk', source: 'live', limits: { timeoutMs: 1 }, models: [], tools }, { paint: createPaint(false), input: { id: 'desk' } });

  expect(text).toContain('2 tools of "desk", 1 of them granted.');
  expect(text).toMatch(/order +granted +item, count +Orders *\n.*crash +– +– +Ends/u);
  expect(text).not.toContain('model');
  expect(next).toContain('aiwm connectors configure desk --tools');
});
