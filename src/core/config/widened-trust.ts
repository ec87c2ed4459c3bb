import { AppError } from '../domain/model/errors.ts';
import type { Settings } from '../domain/model/settings.ts';
import { userPlace } from './settings-directory.ts';
import type { SettingsSnapshot } from './settings-snapshot.ts';

/** A sentence for each way in which the second moment trusts more than the first, under whichever profile. */
export function widenedTrust(before: SettingsSnapshot, after: SettingsSnapshot): readonly string[] {
  const places = [...new Set([userPlace, ...before.parts.places.keys(), ...after.parts.places.keys()])];
  const found = places.flatMap((place) => {
    const at = (snapshot: SettingsSnapshot): Trusted => ({ connectors: snapshot.saved('connectors', place).value, network: snapshot.saved('network', place).value, hooks: snapshot.saved('hooks', place).value, fileSandbox: snapshot.saved('fileSandbox', place).value });
    return [...widened(at(before), at(after))];
  });
  // A profile over the user's settings says most of them again.
  return [...new Set(found)];
}

/** Refuses what nobody said yes to. */
export function demandTrust(trust: readonly string[], isAccepted: boolean): void {
  if (isAccepted || trust.length === 0) return;
  throw new AppError('access_denied', `The file would trust more than is trusted here, and nothing was changed: ${trust.join('; ')}.`, {
    next: 'Look at each of them. If you trust the file, import it again with --accept-trust; `--dry-run` shows everything it changes.',
    data: { reason: 'trust', trust: [...trust] },
  });
}

type Trusted = Pick<Settings, 'connectors' | 'network' | 'hooks' | 'fileSandbox'>;

function* widened(before: Trusted, after: Trusted): Generator<string> {
  yield* addresses(before.connectors, after.connectors);
  yield* grants(before.connectors.tools, after.connectors.tools);
  yield* hosts(before.network, after.network);
  yield* directories(before.fileSandbox, after.fileSandbox);
  const kept = new Set(after.hooks.rules.map((rule) => JSON.stringify(rule)));
  for (const rule of before.hooks.rules) if (!kept.has(JSON.stringify(rule))) yield `the hook "${rule.id}" would be taken away or changed`;
}

/** Keys are kept by the ids of connectors, and go wherever the connector of that id is. */
function* addresses(before: Settings['connectors'], after: Settings['connectors']): Generator<string> {
  const known = addressed(before);
  for (const [id, address] of addressed(after)) {
    if (known.get(id) === address) continue;
    const was = known.get(id);
    yield address === undefined ? `the connector "${id}" would leave ${was ?? ''} for the address of its vendor, and its key with it` : `the connector "${id}" would be asked at ${address}${was === undefined ? '' : ` in the place of ${was}`}, and a key kept for it would go there`;
  }
}

function addressed({ models, tools }: Settings['connectors']): ReadonlyMap<string, string | undefined> {
  const servers = Object.entries(tools).flatMap(([id, server]) => (server.kind === 'mcp-http' ? [[id, server.baseUrl] as const] : []));
  return new Map([...Object.entries(models).map(([id, { baseUrl }]) => [id, baseUrl] as const), ...servers]);
}

function* grants(before: Settings['connectors']['tools'], after: Settings['connectors']['tools']): Generator<string> {
  for (const [id, { tools }] of Object.entries(after)) {
    const granted = new Set(Object.hasOwn(before, id) ? before[id]?.tools : []);
    const more = tools.filter((tool) => !granted.has(tool));
    if (more.length > 0) yield `agents could use ${more.map((tool) => `"${tool}"`).join(', ')} of the tool server "${id}"`;
  }
}

function* hosts(before: Settings['network'], after: Settings['network']): Generator<string> {
  for (const host of after.allowedPrivateHosts) if (!before.allowedPrivateHosts.includes(host)) yield `the private host ${host} could be asked`;
  for (const [id, service] of Object.entries(after.services)) {
    const known = Object.hasOwn(before.services, id) ? (before.services[id]?.hosts ?? []) : [];
    for (const host of service.hosts) if (!known.includes(host)) yield `the key of the service "${id}" could go to ${host}`;
  }
}

function* directories(before: Settings['fileSandbox'], after: Settings['fileSandbox']): Generator<string> {
  for (const entry of after.allowlist) {
    const known = before.allowlist.filter(({ path }) => path === entry.path);
    if (entry.read && !known.some(({ read }) => read)) yield `workflows could read ${entry.path}`;
    if (entry.write && !known.some(({ write }) => write)) yield `workflows could write ${entry.path}`;
  }
}
