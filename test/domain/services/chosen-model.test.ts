import { expect, it, vi } from 'vitest';
import { failureOf } from './failure-of.ts';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const { client } = await memoryHost();

const llm = async () => (await client.settings.explain({ key: 'connectors.llm' })).value;

it.each([
  { section: 'connectors.llm', value: 'nosuch' },
  { section: 'Connectors.LLM', value: 'nosuch' },
  { section: 'connectors.fallback', value: 'nosuch' },
  { section: 'connectors', value: { llm: 'nosuch' } },
])('a model connector that is not there is not chosen by $section', async (input) => {
  const before = await llm();

  expect(await failureOf(client.settings.set(input))).toMatchObject({ code: 'input_invalid', message: expect.stringContaining('"nosuch"') as string, next: expect.stringMatching(/Use one of: .*mock/u) as string });
  expect(await llm()).toBe(before);
});

it('one that is there, or that comes with the same change, is chosen', async () => {
  await client.settings.set({ section: 'connectors.llm', value: 'claude' });
  expect(await llm()).toBe('claude');
  await client.settings.set({ section: 'connectors', value: { llm: 'house', models: { house: { kind: 'chatgpt' } } } });
  expect(await llm()).toBe('house');
  await client.settings.reset({ section: 'connectors' });
});
