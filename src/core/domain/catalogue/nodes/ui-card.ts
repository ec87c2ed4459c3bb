import { z } from 'zod';
import { LocalId } from '../../model/ids.ts';
import { defineNode } from '../node-kind.ts';

/** A card for a person. Its answer stands at `nodes.<node>.card` as `{values}`. */
export const uiCard = defineNode({
  type: 'uiCard',
  title: 'Card',
  summary: 'Shows a card and waits for a valid submission',
  role: 'step',
  config: z.strictObject({ card: LocalId.meta({ format: 'card' }).describe('Id of one of the workflow’s cards') }),
  example: { card: 'review' },
  bodies: 0,
  leavesBy: ['card-submitted', 'scheduled', 'error'],
  cards: (config) => [config.card],
  problems: (_config, triggers) => (triggers.some(({ type, config }) => type === 'scheduled' && config['after'] === undefined) ? ['A transition of a card that leaves by "scheduled" needs an "after".'] : []),
  arrive: (config) => ({ kind: 'ask_card', card: config.card }),
});
