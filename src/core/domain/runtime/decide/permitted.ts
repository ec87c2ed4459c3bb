import type { EffectKind } from '../../catalogue/action-kind.ts';
import { AppError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json.ts';
import { isInside, type Permissions } from '../../model/permissions.ts';

interface Wanted {
  readonly action: string;
  readonly effect: EffectKind;
  readonly request: JsonObject;
}

/**
 * Throws `access_denied` for an action, a connector or a path that the workflows around it do not allow together. Links
 * are none of its business: what a path leads to is checked where it is opened.
 */
export function demandPermitted(permissions: Permissions, { action, effect, request }: Wanted): void {
  const { actions } = permissions;
  if (actions !== undefined && !actions.includes(action)) throw denied('action', action, actions);
  demandReachable(permissions, { effect, request });
}

/** As {@link demandPermitted}, of a request whose action is permitted already. */
export function demandReachable({ connectors, directories }: Permissions, { effect, request }: Omit<Wanted, 'action'>): void {
  for (const connector of [request['connector'], request['fallback']]) {
    if (connectors !== undefined && typeof connector === 'string' && !connectors.includes(connector)) throw denied('connector', connector, connectors);
  }
  if (directories === undefined) return;
  for (const path of pathsOf(effect, request)) {
    if (!directories.some((directory) => isInside(path, directory))) throw denied('path', path, directories);
  }
}

function pathsOf(effect: EffectKind, request: JsonObject): readonly string[] {
  const parsed = effect.request.safeParse(request);
  return parsed.success ? (effect.paths?.(parsed.data) ?? []) : [];
}

function denied(what: string, name: string, allowed: readonly string[]): AppError {
  return new AppError('access_denied', `The workflow does not permit the ${what} "${name}".`, {
    next: `Add it to permissions of the workflow and of those that call it, or use one of: ${allowed.join(', ') || 'none'}.`,
    data: { reason: 'not_permitted', [what]: name },
  });
}
