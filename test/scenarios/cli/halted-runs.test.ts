import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aiwm, freshHome } from './aiwm-process.ts';

let home: string;
beforeAll(async () => {
  home = await freshHome();
});
afterAll(async () => {
  await rm(path.dirname(home), { recursive: true, force: true });
});

it('a run that halts at an incident ends with exit 7, and says what it halted at and what to do', async () => {
  const definition = {
    format: 'aiwm.workflow/1',
    name: 'Endless',
    limits: { maxTransitions: 20 },
    root: {
      id: 'root',
      nodes: [
        { id: 'start', type: 'start' },
        { id: 'lp', type: 'loop', config: { until: 'false', maxPasses: 100 }, bodies: [{ id: 'b', nodes: [{ id: 's', type: 'start' }, { id: 'e', type: 'end' }], transitions: [{ id: 'x', from: 's', to: 'e', triggers: [{ type: 'immediate' }] }] }] },
        { id: 'done', type: 'end' },
      ],
      transitions: [{ id: 'a', from: 'start', to: 'lp', triggers: [{ type: 'immediate' }] }, { id: 'c', from: 'lp', to: 'done', triggers: [{ type: 'condition-met' }] }],
    },
  };
  const file = path.join(path.dirname(home), 'endless.json');
  await writeFile(file, JSON.stringify(definition));
  expect(await aiwm(['workflows', 'import', file, '--slug', 'endless'], { home })).toMatchObject({ code: 0 });

  const { code, err } = await aiwm(['run', 'endless', '--draft'], { home });

  expect(code).toBe(7);
  expect(err).toContain('The limit `maxTransitions` of 20 is reached.');
  expect(err).toMatch(/aiwm runs resolve \S+ '\S+' --answer/u);
});
