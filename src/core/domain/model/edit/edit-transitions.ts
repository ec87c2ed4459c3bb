import { AppError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { sameJson } from '../same-json.ts';
import { endsOf, findTransition, idOf, listIn, nodeName, nodesIn, regionOf, regionOfTransition, textIn, transitionsIn } from './definition-reading.ts';
import { appendTo, changeRegion, mapList, missing, withField } from './definition-writing.ts';
import type { Edit } from './edit.ts';
import { placed } from './edit-places.ts';
import { soundPart } from './sound-parts.ts';

type EditOf<Kind extends Edit['kind']> = Extract<Edit, { kind: Kind }>;

export function connect(definition: JsonObject, { transition }: EditOf<'connect'>): JsonObject {
  const sound = soundPart('transition', transition);
  return changeRegion(definition, regionOfEnds(definition, sound), (here) => appendTo(here, 'transitions', [sound]));
}

/** The transition leads elsewhere from now on, or from elsewhere. */
export function redirect(definition: JsonObject, { transition, from, to }: EditOf<'redirect'>): JsonObject {
  const before = findTransition(definition, transition);
  const home = regionOfTransition(definition, transition);
  if (before === undefined || home === undefined) throw missing('transition', transition);
  const after = withField(withField(before, 'from', from ?? before['from'] ?? ''), 'to', to ?? before['to'] ?? '');
  if (after === before) return definition;
  const region = regionOfEnds(definition, after);
  if (region === home) return changeRegion(definition, home, (here) => mapList(here, 'transitions', (one) => (one === before ? after : one)));
  const without = changeRegion(definition, home, (here) => withField(here, 'transitions', listIn(here, 'transitions').filter((one) => one !== before)));
  return changeRegion(without, region, (here) => appendTo(here, 'transitions', [after]));
}

/** Puts a node into a transition: it now ends there, and a new one leads on to where it led. */
export function splice(definition: JsonObject, { transition, node, onward, place, places }: EditOf<'splice'>): JsonObject {
  const before = findTransition(definition, transition);
  const region = regionOfTransition(definition, transition);
  if (before === undefined || region === undefined) throw missing('transition', transition);
  const id = idOf(node);
  const isThere = nodesIn(definition, region).some((one) => idOf(one) === id);
  if (!isThere && Object.keys(node).length === 1) throw isElsewhere(definition, id);
  if (before['from'] === id || before['to'] === id) {
    throw new AppError('input_invalid', `"${nodeName(definition, id)}" is an end of this transition already: it cannot be put into it.`, { next: 'Choose another node or another transition.' });
  }
  const added = isThere ? definition : changeRegion(definition, region, (here) => appendTo(here, 'nodes', [soundPart('node', node)]));
  const into = redirect(added, { kind: 'redirect', transition, to: id });
  const connected = connect(into, { kind: 'connect', transition: { ...onward, from: id, to: before['to'] ?? '' } });
  return placed(connected, { ...places, ...(place === undefined ? {} : { [id]: place }) });
}

function isElsewhere(definition: JsonObject, id: string): AppError {
  if (regionOf(definition, id) === undefined) return missing('node', id);
  return new AppError('input_invalid', `"${nodeName(definition, id)}" stands in another body than the transition.`, { next: 'Move it there first.', data: { node: id } });
}

/** The region both ends stand in; refuses a transition that cannot be there. */
function regionOfEnds(definition: JsonObject, transition: JsonObject): string {
  const [from, to] = [textIn(transition, 'from') ?? '', textIn(transition, 'to') ?? ''];
  const [home, other] = [regionOf(definition, from), regionOf(definition, to)];
  if (home === undefined) throw missing('node', from);
  if (other === undefined) throw missing('node', to);
  if (from === to) {
    throw new AppError('input_invalid', `"${nodeName(definition, from)}" cannot be connected to itself.`, { next: 'To do something again, put a loop around it, or lead back to it by way of another step.', data: { node: from } });
  }
  if (home !== other) {
    throw new AppError('input_invalid', `"${nodeName(definition, from)}" and "${nodeName(definition, to)}" stand in different bodies: a transition stays in one.`, {
      next: `Connect within a body, or leave the container around "${nodeName(definition, from)}".`,
      data: { from: home, to: other },
    });
  }
  const others = transitionsIn(definition, home).filter((one) => idOf(one) !== idOf(transition));
  const alike = alikeIn(others, transition);
  if (alike !== undefined) throw alreadyConnected(definition, alike);
  return home;
}

function alreadyConnected(definition: JsonObject, alike: JsonObject): AppError {
  const types = [...new Set(listIn(alike, 'triggers').map((trigger) => textIn(trigger, 'type') ?? ''))].join(' or ');
  return new AppError('conflict', `There is a transition ${endsOf(definition, alike)} already that fires on the same (${types}): a second one would never be taken.`, {
    next: 'Add a trigger or a validator to the one there is, or give the new one another trigger.',
    data: { transition: idOf(alike) },
  });
}

/** Whether one of the transitions has the same ends and is fired by the same. */
export function isConnected(transitions: readonly JsonObject[], transition: JsonObject): boolean {
  return alikeIn(transitions.filter((one) => idOf(one) !== idOf(transition)), transition) !== undefined;
}

function alikeIn(transitions: readonly JsonObject[], transition: JsonObject): JsonObject | undefined {
  const triggers = triggersOf(transition);
  return transitions.find((one) => one['from'] === transition['from'] && one['to'] === transition['to'] && sameJson(triggersOf(one), triggers));
}

function triggersOf(transition: JsonObject): readonly JsonObject[] {
  return listIn(transition, 'triggers').map(({ type = '', config }) => ({ type, config: isJsonObject(config) ? config : {} }));
}
