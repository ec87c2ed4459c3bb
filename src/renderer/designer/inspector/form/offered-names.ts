import { useQuery } from '@tanstack/react-query';
import { findNode, regionOf, rootId, textIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import { isJsonList, isJsonObject, type JsonObject } from '../../../../core/domain/model/json.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { useDesignerState } from '../../session/DesignerProvider.tsx';
import { useConfigAround } from './config-around.tsx';
import { useFieldPlace } from './field-place.tsx';

/** A name somebody declared for what is filled in here. */
export interface OfferedName {
  readonly name: string;
  /** It has to be given. */
  readonly isNeeded: boolean;
}

/** What a schema of an object declares, what has to be given first. */
export function declaredNames(schema: JsonObject | undefined): readonly OfferedName[] {
  const { properties, required } = schema ?? {};
  const needed = new Set(isJsonList(required) ? required.filter((name) => typeof name === 'string') : []);
  const names = [...needed, ...(isJsonObject(properties) ? Object.keys(properties) : [])];
  return [...new Set(names)].map((name) => ({ name, isNeeded: needed.has(name) })).toSorted((left, right) => Number(right.isNeeded) - Number(left.isNeeded));
}

/** The names that are declared for the field around: outputs of the workflow at its ends, inputs of a workflow that is called. */
export function useOfferedNames(): readonly OfferedName[] {
  const { scope } = useFieldPlace();
  const { config, key } = useConfigAround();
  const definition = useDesignerState((state) => state.definition);
  const id = scope.startsWith('nodes.') ? (scope.split('.')[1] ?? '') : '';
  const type = textIn(findNode(definition, id) ?? {}, 'type');
  const called = type === 'subWorkflow' && key === 'inputs' ? textIn(config, 'workflow') : undefined;
  const queries = useQueries();
  const { data } = useQuery(queries.workflows.get.queryOptions({ input: { id: called ?? '' }, enabled: called !== undefined && called !== '', retry: false }));
  if (called !== undefined) return declaredNames(objectOf(data?.definition['inputs']));
  const isEnd = type === 'end' && key === 'outputs' && regionOf(definition, id) === rootId(definition);
  return isEnd ? declaredNames(objectOf(definition['outputs'])) : [];
}

function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}
