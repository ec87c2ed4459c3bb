import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { systemClock } from '../../../src/core/platform/system-clock.ts';
import { MockConnector } from '../../../src/core/llm/mock-connector.ts';
import { chatRequest, collect, textOf } from '../../contracts/llm-connector-contract.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/how-to/offline-model.md'), 'utf8');
const scripts = [...page.matchAll(/```json\n(.+?)```/gsu)].map(([, text = '']) => text);

async function answer(script: string | undefined, prompt: string, origin: { node: string; action: string; visit: string; attempt?: number }): Promise<string> {
  const connector = new MockConnector({ clock: systemClock, readScript: async () => new TextEncoder().encode(script) });
  const { attempt = 1, ...place } = origin;
  return textOf(await collect(connector, chatRequest(prompt, { attempt, origin: { workflow: 'w', script: 'pinned', ...place } })));
}

describe('the examples of the page about the offline model', () => {
  it('let a loop end on its second pass', async () => {
    const draft = (pass: number): Promise<string> => answer(scripts[0], 'Draft it.', { node: 'write', action: 'draft', visit: `refine#1:pass[${pass}]/write#1` });

    expect(await draft(0)).not.toContain('Sources');
    expect(await draft(1)).toContain('Sources');
    expect(await draft(0)).not.toContain('Sources');
  });

  it('fail twice and then answer', async () => {
    const call = (attempt: number): Promise<string> => answer(scripts[1], 'City: Seattle\nWrite.', { node: 'n', action: 'a', visit: 'n#1', attempt });

    await expect(call(2)).rejects.toMatchObject({ code: 'rate_limited', data: { retryAfterMs: 200 } });
    expect(await call(3)).toBe('It rains in Seattle.');
  });
});
