import type { Trigger } from '../model/workflow.ts';

/** A node that has no time of its own can only leave after one its transition names. */
export function unclearWaits(_config: unknown, triggers: readonly Trigger[]): readonly string[] {
  return triggers.some(({ type, config }) => type === 'scheduled' && config['after'] === undefined) ? ['A transition that leaves by "scheduled" needs an "after" here.'] : [];
}
