import type { EffectKind } from '../../catalogue/action-kind.ts';
import { AppError } from '../../model/errors.ts';
import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { isInside, type Permissions } from '../../model/permissions.ts';
import { hostsPermit } from '../../model/permitted-hosts.ts';

interface Wanted {
  readonly action: string;
  readonly effect: EffectKind;
  readonly request: JsonObject;
}

/**
 * Throws `access_denied` for an action, a connector, a host or a path that the workflows around it do not allow together. Links
 * are none of its business: what a path leads to is checked where it is opened.
 */
export function demandPermitted(permissions: Permissions, { action, effect, request }: Wanted): void {
  const { actions } = permissions;
  if (actions !== undefined && !actions.includes(action)) throw denied('action', action, actions);
  demandReachable(permissions, { effect, request });
}

/** As {@link demandPermitted}, of a request whose action is permitted already. */
export function demandReachable({ connectors, directories, hosts }: Permissions, { effect, request }: Omit<Wanted, 'action'>): void {
  const credential = request['credential'];
  const keyOf = isJsonObject(credential) ? credential['connector'] : undefined;
  for (const connector of [request['connector'], request['fallback'], keyOf]) {
    if (connectors !== undefined && typeof connector === 'string' && !connectors.includes(connector)) throw denied('connector', connector, connectors);
  }
  if (directories === undefined && hosts === undefined) return;
  const parsed = effect.request.safeParse(request);
  if (!parsed.success) return;
  for (const url of hosts === undefined ? [] : (effect.urls?.(parsed.data) ?? [])) {
    if (hosts !== undefined && !(URL.canParse(url) && hostsPermit(hosts, new URL(url)))) throw denied('host', hostIn(url), hosts);
  }
  for (const path of directories === undefined ? [] : (effect.paths?.(parsed.data) ?? [])) {
    if (directories?.some((directory) => isInside(path, directory)) === false) throw denied('path', path, directories);
  }
}

/** No more of the address than its host: what follows may hold what nobody should read. */
function hostIn(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'an address that is none';
}

function denied(what: string, name: string, allowed: readonly string[]): AppError {
  return new AppError('access_denied', `The workflow does not permit the ${what} "${name}".`, {
    next: `Add it to permissions of the workflow and of those that call it, or use one of: ${allowed.join(', ') || 'none'}.`,
    data: { reason: 'not_permitted', [what]: name },
  });
}
