import { toInstant } from '../../model/instant.ts';
import { present } from '../../model/present.ts';
import type { RunState } from '../../model/run-state.ts';
import type { WhyNotes } from '../../model/run-why.ts';
import { visitsOf } from '../evolve/region-tree.ts';

/** What is to be known of a run beside the places where it waits; nothing after its end. */
export function whyNotes(state: RunState): WhyNotes {
  if (state.ended !== undefined) return {};
  const inbox = (state.inbox ?? []).map(({ name, key, emitter, id, at, until }) => present({ name, key, emitter, signal: id, at: toInstant(at), until }));
  const breaking = visitsOf(state.root).filter(({ loop, bodies }) => loop?.broken !== undefined && bodies.length > 0).map(({ id }) => id);
  const cutShort = state.pause?.now === true ? Object.values(state.wanted).map(({ action, visit }) => ({ action, visit })) : [];
  return {
    ...(inbox.length === 0 ? {} : { inbox }),
    ...(breaking.length === 0 ? {} : { breaking }),
    ...(cutShort.length === 0 ? {} : { cutShort }),
  };
}
