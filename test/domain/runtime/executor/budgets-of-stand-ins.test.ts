import { afterEach, describe, expect, it } from 'vitest';
import { withHooks } from '../../../../src/core/app/with-hooks.ts';
import { withFallback } from '../../../../src/core/decorators/with-fallback.ts';
import type { Budget } from '../../../../src/core/domain/model/budget.ts';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { RunId } from '../../../../src/core/domain/model/ids.ts';
import type { EffectPorts } from '../../../../src/core/domain/ports/effect-ports.ts';
import type { LLMConnector } from '../../../../src/core/domain/ports/llm-connector.ts';
import { around, go, node, step } from '../support/definitions.ts';
import { eventually } from './support/eventually.ts';
import { asking, PricedModel } from './support/priced-model.ts';
import { RuntimeHouse, storages } from './support/runtime-house.ts';

const nothing = { micros: 0, tokens: 0, calls: 0 };

let house: RuntimeHouse;
afterEach(() => house.close());

/** A connector that is never there, at a tenth of the price of the one that stands in for it. */
function down(): LLMConnector {
  const cheap = new PricedModel();
  return {
    id: 'first',
    // eslint-disable-next-line require-yield
    async *chat() { throw new AppError('connector_unavailable', '"first" is down'); },
    listModels: () => Promise.resolve([]),
    model: (id) => { const known = cheap.model('small'); return known === undefined ? undefined : { ...known, id }; },
    test: () => cheap.test(),
  };
}

function portsOf(model: PricedModel): EffectPorts {
  return { ...model.ports, llm: (_id, choice) => Promise.resolve(withFallback(down(), () => Promise.resolve(model), choice?.standsIn)) };
}

describe.each(storages)('a connector that stands in over %s', (storage) => {
  const open = async (model: PricedModel, budgets: readonly Budget[]): Promise<void> => {
    house = await RuntimeHouse.open(storage, { ports: portsOf(model), budgets: () => budgets });
  };
  const ended = async (runIds: readonly RunId[]): Promise<void> => {
    for (const runId of runIds) await eventually(async () => ['completed', 'failed', 'waiting'].includes((await house.data.runs.get(runId))?.status ?? ''));
  };

  it('is not asked beyond its own budget, by however many runs at once', async () => {
    const model = new PricedModel();
    let asked = 0;
    model.by = () => { asked += 1; return {}; };
    await open(model, [{ id: 'vendor-calls', scope: 'day', connector: 'vendor', calls: 2 }]);

    await ended(await Promise.all(Array.from({ length: 8 }, () => house.start(asking(1)))));

    expect(asked).toBe(2);
    expect(await house.data.usage.standing({ connector: 'vendor' })).toMatchObject({ used: { calls: 2 }, reserved: nothing });
  });

  it('is not asked beyond the budget of its key', async () => {
    const model = new PricedModel();
    let asked = 0;
    model.by = () => { asked += 1; return {}; };
    await open(model, [{ id: 'prod-key', scope: 'key', credential: 'prod', calls: 1 }]);

    await ended([await house.start(asking(1)), await house.start(asking(1))]);

    expect(asked).toBe(1);
  });

  it('is asked whatever a budget says of another key', async () => {
    const model = new PricedModel();
    let asked = 0;
    model.by = () => { asked += 1; return {}; };
    await open(model, [{ id: 'dev-key', scope: 'day', credential: 'dev', calls: 0 }]);

    await ended([await house.start(asking(1))]);

    expect(asked).toBe(1);
  });

  it('is asked only where its own price fits', async () => {
    const model = new PricedModel();
    let asked = 0;
    model.by = () => { asked += 1; return {}; };
    // Enough for the first one's price, a tenth of what the other takes.
    await open(model, [{ id: 'daily', scope: 'day', micros: 50 }]);

    await ended([await house.start(asking(1))]);

    expect(asked).toBe(0);
  });

  it('takes the place of what was held for the first: one call is counted once, at its own price', async () => {
    const model = new PricedModel();
    model.by = () => ({ usage: { input: 30, output: 12 } });
    await open(model, [{ id: 'daily', scope: 'day', calls: 1 }]);

    const runId = await house.start(asking(1));
    await house.status(runId, 'completed');

    expect(await house.data.runs.usage(runId)).toMatchObject([{ connector: 'vendor', credential: 'prod', calls: 1, micros: 42, how: 'measured' }]);
    expect(await house.data.usage.standing({})).toMatchObject({ used: { calls: 1, micros: 42 }, reserved: nothing });
  });
});

describe('an answer that a hook refuses', () => {
  for (const type of ['llm.chat', 'llm.agent'] as const) {
    it(`counts against budgets all the same (${type})`, async () => {
      const model = new PricedModel();
      let asked = 0;
      model.by = () => { asked += 1; return { text: 'bad word' }; };
      const refusing = withHooks(model, () => Promise.resolve([{ id: 'no', do: 'block', when: 'after', pattern: 'bad' }]));
      house = await RuntimeHouse.open('memory', { ports: { ...model.ports, llm: () => Promise.resolve(refusing) }, budgets: () => [{ id: 'calls', scope: 'day', calls: 1 }] });
      const asks = around(node('work', 'workStep', { entry: [step('ask', type, { config: { model: 'large', prompt: 'What now?', maxOutputTokens: 100 }, retry: { maxRetries: 0 } })] }), [go('t2', 'work', 'done', 'task-complete')], {});

      for (let run = 0; run < 2; run += 1) {
        const runId = await house.start(asks);
        await eventually(async () => (await house.incidents(runId)).length > 0 || ['completed', 'failed'].includes((await house.data.runs.get(runId))?.status ?? ''));
      }

      expect(asked).toBe(1);
      expect(await house.data.usage.standing({})).toMatchObject({ used: { calls: 1 }, reserved: nothing });
    });
  }
});
