import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../src/core/domain/model/json.ts';
import { nodeOf } from '../../../../src/core/domain/model/region-path.ts';
import type { RunEvent } from '../../../../src/core/domain/model/run-event.ts';
import type { GoldenJournal } from './golden-journal.ts';

export type Cover = { readonly [List in 'inputs' | 'decided rows' | 'marks' | 'nodes' | 'triggers' | 'validators' | 'actions' | 'incidents' | 'answers' | 'commands' | 'host' | 'samples']: ReadonlySet<string> };

/** What really happened in journals: nodes that were entered, triggers that fired, validators that let pass, actions that were used. */
export function coverOf(journals: readonly GoldenJournal[]): Cover {
  const rows = journals.flatMap((journal) => journal.rows);
  const ofKind = (kind: RunEvent['kind']): ReadonlySet<string> => new Set(rows.filter((row) => row.kind === kind).map((row) => row.type));
  const field = (type: RunEvent['type'], name: string): ReadonlySet<string> => new Set(rows.filter((row) => row.type === type).map(({ payload }) => text(payload[name])));
  return {
    inputs: ofKind('input'),
    'decided rows': ofKind('decided'),
    marks: ofKind('operational'),
    nodes: new Set(journals.flatMap(enteredNodes)),
    triggers: new Set([...field('transition_committed', 'trigger'), ...field('transition_chosen', 'trigger')]),
    validators: new Set(journals.flatMap(passedValidators)),
    actions: new Set(journals.flatMap(usedActions)),
    incidents: field('incident_opened', 'code'),
    answers: field('incident_closed', 'answer'),
    commands: field('command', 'name'),
    host: field('host', 'kind'),
    samples: new Set(journals.filter(({ name }) => name.startsWith('sample-')).map(({ name }) => name.slice('sample-'.length))),
  };
}

function enteredNodes({ rows, definitions }: GoldenJournal): readonly string[] {
  const entered = new Set(rows.filter(({ kind }) => kind === 'decided').map(({ payload }) => text(payload['visit'])).filter((visit) => visit !== '').map(nodeOf));
  return parts(definitions).filter((part) => entered.has(text(part['id'])) && 'type' in part).map((part) => text(part['type']));
}

/** Validators of transitions that were taken by their triggers. */
function passedValidators({ rows, definitions }: GoldenJournal): readonly string[] {
  const taken = new Set(rows.filter(({ type, payload }) => type === 'transition_committed' && payload['trigger'] !== 'operator').map(({ payload }) => text(payload['transition'])));
  return parts(definitions).filter((part) => taken.has(text(part['id']))).flatMap(({ validators }) => (isJsonList(validators) ? validators.map((one) => (isJsonObject(one) ? text(one['type']) : '')) : []));
}

/** Kinds of actions the run was pinned to: those of its definition. */
function usedActions({ rows }: GoldenJournal): readonly string[] {
  const pinned = rows.find(({ type }) => type === 'run_started')?.payload['actions'];
  return isJsonObject(pinned ?? null) ? Object.keys(pinned as JsonObject) : [];
}

/** Every object with an id in the definitions. */
function parts(value: Json | undefined): readonly JsonObject[] {
  if (isJsonList(value ?? null)) return (value as readonly Json[]).flatMap(parts);
  if (value === undefined || !isJsonObject(value)) return [];
  return [...('id' in value ? [value] : []), ...Object.values(value).flatMap(parts)];
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
