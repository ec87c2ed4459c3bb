import { isJsonObject } from '../../model/json.ts';
import { nodeOf } from '../../model/region-path.ts';
import type { IncidentCode } from '../../model/run.ts';
import type { ExploredStep } from '../explore/explore.ts';
import type { Symptom } from './analysis.ts';

/** The run stops at the node with one of these incidents. */
export function incidentAt(node: string, ...codes: readonly IncidentCode[]): Symptom {
  return { node, isShown: ({ facts }) => facts.some(({ type, payload }) => type === 'incident_opened' && nodeOf(payload.visit) === node && codes.includes(payload.code)) };
}

/** Something at the node fails, and the error says one of these words. */
export function failureAt(node: string, ...words: readonly string[]): Symptom {
  return { node, isShown: (step) => messagesAt(step, node).some((message) => words.some((word) => message.includes(word))) };
}

function messagesAt({ facts }: ExploredStep, node: string): readonly string[] {
  return facts.flatMap((fact) => {
    const { type, payload } = fact;
    const error = type === 'incident_opened' || type === 'run_ended' || type === 'transition_committed' || type === 'transition_chosen' ? payload.error : undefined;
    const kept = (payload.done ?? []).flatMap(({ output }) => (isJsonObject(output) && isJsonObject(output['error']) && output['error']['node'] === node ? [JSON.stringify(output['error']['message'] ?? '')] : []));
    return [...(error?.node === node ? [error.message] : []), ...kept];
  });
}

/** The transition is taken. */
export function taken(node: string, ...transitions: readonly string[]): Symptom {
  return { node, isShown: ({ facts }) => facts.some(({ type, payload }) => type === 'transition_committed' && transitions.includes(payload.transition)) };
}

/** The node is entered. */
export function entered(node: string): Symptom {
  return { node, isShown: ({ facts }) => facts.some(({ type, payload }) => (type === 'transition_committed' || type === 'pass_started') && nodeOf(payload.visit) === node) };
}

/** The node is entered for the second time. */
export function enteredAgain(node: string): Symptom {
  return { node, isRepeating: true, isShown: ({ facts }) => facts.some(({ type, payload }) => type === 'transition_committed' && payload.visit.endsWith(`${node}#2`)) };
}

/** Either of them. */
export function either(first: Symptom, ...others: readonly Symptom[]): Symptom {
  return { ...first, isShown: (step) => [first, ...others].some((symptom) => symptom.isShown(step)) };
}
