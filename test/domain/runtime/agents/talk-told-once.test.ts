import { expect, it } from 'vitest';
import type { ActionProgress, EffectOutcome } from '../../../../src/core/domain/catalogue/action-kind.ts';
import { llmAgent } from '../../../../src/core/domain/catalogue/actions/llm-agent.ts';
import type { Json, JsonObject } from '../../../../src/core/domain/model/json.ts';
import { calls, guide, says } from './agent-bench.ts';

const input = { workflow: 'w', node: 'work', action: 'ask', visit: 'work#1', variables: {} };
const turns = 30;
const config = () => llmAgent.config.parse({ prompt: 'Help', tools: [guide], maxTurns: turns + 1, maxToolCalls: turns });

/** An outcome that counts how often it is looked into. */
function counted(output: JsonObject, reads: { count: number }): EffectOutcome {
  const watched = new Proxy(output, {
    get(target, name, receiver): unknown {
      reads.count += 1;
      return Reflect.get(target, name, receiver);
    },
  });
  return { ok: true, output: watched };
}

const turn = (n: number): readonly JsonObject[] => [calls(['read_guide', { file: 'a.md' }]), { content: `guide ${n}` }];

/** What each step of a whole agent says, with outcomes of the same objects each time, as the state of a run holds them. */
function stepsOf(outputs: readonly EffectOutcome[]): readonly ActionProgress[] {
  // A config is read anew for each step.
  return Array.from({ length: outputs.length + 1 }, (_, known) => llmAgent.next(config(), input, outputs.slice(0, known).map((outcome) => ({ ...outcome }))));
}

it('looks into what came before once, however many steps follow', () => {
  const perOutcome = Array.from({ length: turns }, (_, n) => turn(n)).flat().map((output) => ({ output, reads: { count: 0 } }));
  const outcomes = perOutcome.map(({ output, reads }) => counted(output, reads));

  const steps = stepsOf(outcomes);

  expect(steps.at(-1)).toMatchObject({ kind: 'effects', requests: [{ kind: 'llm.turn', request: { last: true } }] });
  // Told from its beginning each time, the first outcome would be looked into at every one of the sixty steps.
  expect(Math.max(...perOutcome.map(({ reads }) => reads.count))).toBeLessThan(20);
});

it('says the same as when it is told from the beginning, and for another way it went', () => {
  const outcomes = Array.from({ length: 4 }, (_, n) => turn(n)).flat().map((output): EffectOutcome => ({ ok: true, output }));
  const fresh = (known: number): ActionProgress => llmAgent.next(config(), input, structuredClone(outcomes.slice(0, known)));

  expect(stepsOf(outcomes)).toEqual(Array.from({ length: outcomes.length + 1 }, (_, known) => fresh(known)));
  const other: Json = says('Done.');
  expect(llmAgent.next(config(), input, [...outcomes.slice(0, 2), { ok: true, output: other }])).toMatchObject({ kind: 'output', output: { text: 'Done.', turns: 2 } });
  expect(llmAgent.next(llmAgent.config.parse({ prompt: 'Another', tools: [guide] }), input, outcomes.slice(0, 2))).toMatchObject({ requests: [{ request: { messages: expect.arrayContaining([expect.objectContaining({ text: 'Another' })]) as unknown } }] });
  expect(llmAgent.next(config(), input, outcomes)).toEqual(fresh(outcomes.length));
});
