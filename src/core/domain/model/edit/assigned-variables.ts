import { ownValue, type JsonObject } from '../json.ts';
import { textIn } from './definition-reading.ts';

/** Where the configs of actions hold the name of the variable they assign. A test holds this against the catalogue, which the model does not see. */
export const assignedField: { readonly [type: string]: string } = { 'variable.set': 'name' };

/** The variable an action assigns, as far as its config names it without a template. */
export function assignedVariable(type: string | undefined, config: JsonObject): string | undefined {
  const field = ownValue(assignedField, type ?? '');
  const name = typeof field === 'string' ? textIn(config, field) : undefined;
  return name?.includes('{{') === true ? undefined : name;
}
