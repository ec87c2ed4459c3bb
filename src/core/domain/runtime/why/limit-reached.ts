import type { JsonObject } from '../../model/json.ts';
import type { WaitingPlace } from '../../model/run-why.ts';

/** The limit an incident `limit_reached` is about, by its name in the definition. */
export function limitOf(params: JsonObject | undefined): WaitingPlace['limit'] {
  const name = params?.['limit'];
  const value = params?.['value'];
  return typeof name !== 'string' ? undefined : { name, ...(typeof value === 'number' ? { value } : {}) };
}
