import { z } from 'zod';
import { type ActionKind, defineAction, defineEffect, type EffectKind } from '../../../../src/core/domain/catalogue/action-kind.ts';
import { createCatalogue, standardLists } from '../../../../src/core/domain/catalogue/catalogue.ts';
import { JsonValue } from '../../../../src/core/domain/model/json-value.ts';
import type { Repeat } from '../../../../src/core/domain/model/effect-repeat.ts';

const Config = z.strictObject({ say: JsonValue.default(null) });

function effect(kind: string, repeat: Repeat): EffectKind {
  return defineEffect({ kind, repeat, costsMoney: false, request: Config, perform: async ({ say }) => ({ output: say }) });
}

function action(type: string, owned: EffectKind, { count = 1, seesErrors = false } = {}): ActionKind {
  return defineAction<z.infer<typeof Config>>({
    type,
    version: 1,
    title: type,
    summary: 'For tests',
    config: Config,
    output: {},
    example: { say: 'hello' },
    effects: [owned],
    seesErrors,
    next: ({ say }, _input, outcomes) => {
      if (outcomes.length >= count) {
        const parts = outcomes.map((outcome) => (outcome.ok ? outcome.output : outcome.error.code));
        return { kind: 'output', output: count === 1 ? (parts[0] ?? null) : parts };
      }
      return { kind: 'effects', requests: Array.from({ length: count }, () => ({ kind: owned.kind, request: { say } })) };
    },
  });
}

const refuses = defineAction<z.infer<typeof Config>>({
  type: 'test.refuses',
  version: 1,
  title: 'Refuses',
  summary: 'For tests: an error without an effect, until it is told something else',
  config: Config,
  output: {},
  example: {},
  effects: [],
  next: ({ say }) => (say === 'fine' ? { kind: 'output', output: say } : { kind: 'error', error: { code: 'input_invalid', message: 'it refuses' } }),
});

const shown = effect('test.shown', 'safe');
const series = defineAction<z.infer<typeof Config>>({
  type: 'test.series',
  version: 1,
  title: 'Series',
  summary: 'For tests: two effects, one after the other',
  config: Config,
  output: {},
  example: {},
  effects: [shown],
  next: ({ say }, _input, outcomes) => (outcomes.length < 2 ? { kind: 'effects', requests: [{ kind: shown.kind, request: { say } }] } : { kind: 'output', output: outcomes.length }),
});

/** Actions with effects of every repeat class, and the standard kinds. */
export const testCatalogue = createCatalogue({
  ...standardLists,
  actions: [
    ...standardLists.actions,
    action('test.safe', effect('test.safe', 'safe')),
    action('test.keyed', effect('test.keyed', 'keyed')),
    action('test.once', effect('test.once', 'once')),
    action('test.two', effect('test.both', 'safe'), { count: 2 }),
    action('test.tolerant', effect('test.shaky', 'safe'), { seesErrors: true }),
    refuses,
    series,
  ],
});
