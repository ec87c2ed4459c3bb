import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../core/domain/model/json.ts';
import { hostsPermit } from '../../../core/domain/model/permitted-hosts.ts';

/** What a step does with the value of an input, that must be there for the run to go through. */
export interface LaunchNeed {
  /** Key of the input. */
  readonly input: string;
  readonly kind: 'file' | 'folder' | 'service';
}

const kinds: Readonly<Record<string, LaunchNeed['kind']>> = { 'file.list path': 'folder', 'file.read file': 'file', 'http.request url': 'service' };

/** The files and folders a definition reads, and the services it asks, that its inputs name from their beginning; each once. */
export function launchNeeds(definition: JsonObject): readonly LaunchNeed[] {
  const found = new Map(needsIn(definition).map((need) => [`${need.kind} ${need.input}`, need]));
  return [...found.values()];
}

function needsIn(value: Json): readonly LaunchNeed[] {
  if (isJsonList(value)) return value.flatMap(needsIn);
  if (!isJsonObject(value)) return [];
  const { type, config } = value;
  const own = typeof type === 'string' && isJsonObject(config) ? Object.entries(config).flatMap(([key, template]) => needOf(kinds[`${type} ${key}`], template)) : [];
  return [...own, ...Object.values(value).flatMap(needsIn)];
}

/** Only what comes first says which service; a path is told of where nothing else stands in it. */
function needOf(kind: LaunchNeed['kind'] | undefined, template: Json): readonly LaunchNeed[] {
  const [whole, input] = (kind !== undefined && typeof template === 'string' && /^\{\{\s*inputs\.(\w+)\s*\}\}/u.exec(template)) || [];
  if (kind === undefined || input === undefined) return [];
  return kind === 'service' || template === whole ? [{ input, kind }] : [];
}

const privateName = /^(?:localhost$|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[::1\]$)/u;

/** The host and port of an address of this computer or its network that no setting allows; what others say of a host is told by the run. */
export function unallowedHost(address: Json | undefined, allowed: readonly string[]): string | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return privateName.test(url.hostname) && !hostsPermit(allowed, url) ? url.host : undefined;
}
