import { z } from 'zod';
import type { Trigger } from '../../model/workflow.ts';
import { ChoiceName } from '../config-fields.ts';
import { defineNode } from '../node-kind.ts';
import { modelDecision } from '../actions/model-decision.ts';
import { unclearWaits } from '../unclear-waits.ts';

/** Fields a form asks for only where a model decides. */
const ofModel = { askedFor: { mode: 'model' } };

const Config = z
  .strictObject({
    mode: z.enum(['conditions', 'model', 'manual']).optional().meta({ default: 'conditions', words: { conditions: 'The conditions of the transitions', model: 'A model', manual: 'A person' } }).describe('Who decides: the conditions of the transitions, a model, or a person'),
    prompt: z.string().min(1).meta({ format: 'prompt' }).optional().meta(ofModel).describe('What the model is asked; a template'),
    system: z.string().meta({ format: 'prompt' }).optional().meta(ofModel).describe('What the model is told to be'),
    choices: z.array(z.strictObject({ choice: ChoiceName, description: z.string().max(1000).default('') })).min(1).max(100).optional().meta({ askedFor: { mode: ['model', 'manual'] } }).describe('What may be chosen; those of the transitions if absent'),
    connector: z.string().meta({ format: 'connector' }).optional().meta(ofModel).describe('Connector; the one chosen in settings if absent'),
    model: z.string().meta({ format: 'model' }).optional().meta(ofModel).describe('Model of the connector'),
  })
  .refine((config) => config.mode !== 'model' || config.prompt !== undefined, 'a decision by a model needs a prompt');
type Config = z.infer<typeof Config>;

/**
 * A branch. Conditions stand on its transitions, and the first that holds is taken; or a model answers, and the transition
 * of its choice is taken if it is sure enough. Otherwise a person chooses, with the recommendation before them. What was
 * decided stands at `nodes.<node>.decision` as `{choice, confidence, rationale, alternatives, by}`.
 */
export const decision = defineNode<Config>({
  type: 'decision',
  title: 'Decision',
  summary: 'Takes the first transition whose condition holds, or the one a model or a person chooses',
  role: 'step',
  config: Config,
  example: { mode: 'model', prompt: 'Which tone does this text have?\n{{ vars.text }}' },
  bodies: 0,
  leavesBy: ['condition', 'ai-decision', 'manual-selection', 'scheduled', 'error'],
  reserves: 'decision',
  problems,
  asks(config, choices) {
    if (config.mode !== 'model') return undefined;
    const known = config.choices ?? choices.map((choice) => ({ choice, description: '' }));
    const { prompt = '', system, connector, model } = config;
    return {
      kind: modelDecision,
      config: {
        prompt,
        choices: known.map(({ choice, description }) => ({ choice, description })),
        ...(system === undefined ? {} : { system }),
        ...(connector === undefined ? {} : { connector }),
        ...(model === undefined ? {} : { model }),
      },
    };
  },
  arrive: () => ({ kind: 'leave', by: ['condition', 'ai-decision'] }),
});

function problems(config: Config, triggers: readonly Trigger[]): readonly string[] {
  const named = triggers.flatMap(({ type, config: given }) => (type === 'ai-decision' || type === 'manual-selection' ? [given['choice']] : []));
  const unknown = config.choices === undefined ? [] : named.filter((choice) => choice !== undefined && !config.choices?.some((one) => one.choice === choice));
  return [
    ...unclearWaits(config, triggers),
    ...unknown.map((choice) => `A transition stands for the choice ${JSON.stringify(choice)}, which is none of the decision's.`),
    ...(config.mode === 'model' && config.choices === undefined && named.every((choice) => choice === undefined) ? ['A decision by a model needs choices: its own, or on its transitions.'] : []),
  ];
}
