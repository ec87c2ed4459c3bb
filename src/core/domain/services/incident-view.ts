import type { IncidentCode } from '../model/run.ts';
import type { IncidentState } from '../model/run-waits.ts';
import type { RunState } from '../model/run-state.ts';
import { calledIn, nodeOf, placeOf } from '../model/region-path.ts';
import { toInstant } from '../model/instant.ts';
import { present } from '../model/present.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { Incident } from '../operations/runs.ts';
import { limitSentence } from '../model/why-sentences.ts';
import { limitOf } from '../runtime/why/limit-reached.ts';
import { findVisit } from '../runtime/evolve/region-tree.ts';
import { heldEffect } from '../runtime/evolve/wanted-effects.ts';
import { answersTo } from '../runtime/decide/inputs/incident-answers.ts';

/** Every open incident, the oldest first, as a sentence and with the answers that close it. */
export function incidentViews(state: RunState, definition: JsonObject): Incident[] {
  return Object.values(state.incidents)
    .toSorted((left, right) => left.openedAt - right.openedAt)
    .map((incident) => {
      const nodeId = incident.visit === '' ? '' : placeOf(incident.visit);
      const transitions = transitionsFrom(rootAt(definition, incident.visit), nodeOf(incident.visit));
      const answers = answersTo(state, incident).filter((answer) => answer !== 'take_transition' || transitions.length > 0);
      return {
        id: incident.incident,
        code: incident.code,
        visit: incident.visit,
        nodeId,
        message: messageOf(incident, nodeId),
        ...heldRequest(state, incident),
        openedAt: toInstant(incident.openedAt),
        answers,
        transitions: answers.includes('take_transition') ? transitions : [],
      };
    });
}

/** What the effect it is about asked for. */
function heldRequest(state: RunState, { visit: id, effect, action }: IncidentState): Pick<Incident, 'action' | 'request' | 'kind' | 'isApproved'> {
  const visit = findVisit(state, id);
  const held = visit === undefined || effect === undefined ? undefined : heldEffect(visit, effect);
  return present({ action, request: held?.request, kind: held?.kind, isApproved: held?.approved });
}

const sentences: { readonly [C in IncidentCode]: string } = {
  action_failed: 'an action failed',
  in_doubt: 'an action may or may not have happened: the program stopped in the middle of it',
  validator_exhausted: 'a validator did not pass within its attempts',
  no_transition: 'no transition can be taken, and nothing outside can change that',
  limit_reached: 'a limit of the workflow is reached',
  loop_guard: 'it was entered again and again without anything new from outside',
  budget: 'the budget is used up',
  connector_missing: 'its connector or the key it asks with is not there',
  credential_rejected: 'the key it asks with is no longer accepted (`aiwm connectors credentials rotate` gives it another)',
  vault_locked: 'the vault is not open (`aiwm vault unlock` opens it, `aiwm vault setup` makes one)',
  restored: 'the data was copied or restored, so that nothing goes on by itself',
  crash_loop: 'the program stopped several times in the middle of an action',
  engine_error: 'the engine could not go on',
};

function messageOf({ code, error, action, params }: IncidentState, nodeId: string): string {
  const place = [nodeId === '' ? 'the run' : `node "${nodeId}"`, ...(action === undefined ? [] : [`action "${action}"`])].join(', ');
  const limit = code === 'limit_reached' ? limitOf(params) : undefined;
  if (limit !== undefined) return `At ${place}: ${limitSentence(limit)}`;
  const detail = code === 'budget' ? params?.['detail'] : undefined;
  if (typeof detail === 'string') return `At ${place}: ${detail}${params?.['shared'] === true ? raiseShared(detail) : ''}`;
  return error === undefined ? `At ${place}: ${sentences[code]}.` : `At ${place}: ${sentences[code]}. ${error.message}`;
}

/** A retry alone meets a shared budget as it was, which no answer to the run raises. */
function raiseShared(detail: string): string {
  const id = /^"([^"]+)"/u.exec(detail)?.[1] ?? '<budget>';
  return ` \`aiwm budgets set ${id}\` with a higher cap raises it; only then retry.`;
}

/** The root region of the workflow a visit stands in. */
function rootAt(definition: JsonObject, visit: string): Json | undefined {
  const slug = calledIn(visit);
  if (slug === undefined) return definition['root'];
  const called = isJsonObject(definition['called']) ? definition['called'][slug] : undefined;
  return isJsonObject(called) ? called['root'] : undefined;
}

/** Ids of the transitions that leave a node, wherever in the tree of regions it stands. */
function transitionsFrom(region: Json | undefined, nodeId: string): string[] {
  if (!isJsonObject(region)) return [];
  const own = objects(region['transitions']).flatMap(({ id, from }) => (from === nodeId && typeof id === 'string' ? [id] : []));
  const inside = objects(region['nodes']).flatMap((node) => objects(node['bodies']).flatMap((body) => transitionsFrom(body, nodeId)));
  return [...own, ...inside];
}

function objects(list: Json | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
