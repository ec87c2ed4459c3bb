import { AppError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Permissions } from '../../model/permissions.ts';

/** Throws `access_denied` for an action or a connector that the workflows around it do not allow together. What an effect reaches beyond that, it checks itself. */
export function demandPermitted({ actions, connectors }: Permissions, action: string, request: JsonObject): void {
  if (actions !== undefined && !actions.includes(action)) throw denied('action', action, actions);
  const connector = request['connector'];
  if (connectors !== undefined && typeof connector === 'string' && !connectors.includes(connector)) throw denied('connector', connector, connectors);
}

function denied(what: string, name: string, allowed: readonly string[]): AppError {
  return new AppError('access_denied', `The workflow does not permit the ${what} "${name}".`, {
    next: `Add it to permissions of the workflow and of those that call it, or use one of: ${allowed.join(', ') || 'none'}.`,
    data: { reason: 'not_permitted', [what]: name },
  });
}
