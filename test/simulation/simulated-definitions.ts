import { isJsonObject, type JsonObject } from '../../src/core/domain/model/json.ts';
import { around, go, node, step } from '../domain/runtime/support/definitions.ts';
import { Dice, randomDefinition } from '../domain/runtime/support/random-run.ts';
import type { Chance } from './chance.ts';
import type { Profile } from './fault-plan.ts';
import { probe } from './outside-world.ts';

/** One or two random definitions. */
export function randomDefinitions(chance: Chance, profile: Profile): readonly JsonObject[] {
  return Array.from({ length: 1 + chance.below(2) }, () => {
    for (;;) {
      const definition = shortened(randomDefinition(new Dice(chance.numbers(60))), chance.one([20, 20, 60, 200]));
      if (profile !== 'crashes') return definition;
      const calm = withoutRaces(definition);
      if (calm !== undefined) return calm;
    }
  });
}

/** Long runs show little that short ones do not. */
function shortened(definition: JsonObject, maxTransitions: number): JsonObject {
  const { limits } = definition;
  return { ...definition, limits: { ...(isJsonObject(limits) ? limits : {}), maxTransitions } };
}

/**
 * Where runs are compared across crashes, nobody may be asked about effects in doubt, and nothing may depend on what ends
 * first: the limits of a run and the patience of people are shared by all bodies that run beside each other.
 */
function withoutRaces(definition: JsonObject): JsonObject | undefined {
  const text = JSON.stringify(definition);
  if (text.includes('"type":"parallel"') || text.includes('"type":"map"')) return undefined;
  return JSON.parse(text.replaceAll('"test.once"', '"test.keyed"').replaceAll('"test.two"', '"test.safe"')) as JsonObject;
}

/** A run with one effect, which the outside keeps until it is told to let go. */
export function probeDefinition(type: 'test.safe' | 'test.once'): JsonObject {
  return around(node('work', 'workStep', { entry: [step('act', type, { config: { say: probe } })] }), [go('t2', 'work', 'done', 'task-complete')]);
}
