import type { CallContext } from '../model/caller.ts';
import { AppError } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import { normalJson } from '../model/normal-json.ts';
import { present } from '../model/present.ts';
import { defaultProfile } from '../model/settings-layers.ts';
import type { ConfigPort, SettingsByProfile } from '../ports/config-port.ts';
import type { ConnectorInfo } from '../ports/connector-registry-port.ts';

export interface StartPinsDeps {
  readonly config: Pick<ConfigPort, 'get' | 'activeProfile'> & SettingsByProfile;
  readonly connectors: () => Promise<readonly Pick<ConnectorInfo, 'id' | 'category'>[]>;
}

/** What a start chooses instead of what the workflow and the settings say. */
export interface StartChoice {
  readonly connector?: string | undefined;
  readonly model?: string | undefined;
  readonly under?: string | undefined;
}

/**
 * What a run keeps to from its first row, whatever becomes of the settings: its profile, the hooks of that profile, and the
 * model that was chosen for it. A profile that is not in use is an administrator's to choose: its keys and directories are others.
 */
export async function startPins(deps: StartPinsDeps, choice: StartChoice, { access }: Pick<CallContext, 'access'>): Promise<JsonObject> {
  const active = await deps.config.activeProfile();
  const profile = choice.under ?? active;
  if (profile !== active && access !== 'admin') {
    throw new AppError('access_denied', `Only an administrator starts a run under the profile "${profile}", which is not the one in use.`, { next: 'Leave it out, or ask an administrator.', data: { profile, active } });
  }
  const settings = profile === active ? deps.config : deps.config.under(profile);
  // Read first: of a profile that is not there it is `not_found`.
  const { rules } = (await settings.get('hooks')).value;
  if (choice.connector !== undefined) await demandConnector({ connectors: deps.connectors, config: settings }, choice.connector);
  return {
    ...(profile === defaultProfile ? {} : { profile }),
    ...(rules.length === 0 ? {} : { hooks: normalJson(rules) }),
    ...present({ llm: chosenModel(choice) }),
  };
}

/** The model of all calls of a run; undefined where nobody chose one. */
export function chosenModel({ connector, model }: StartChoice): JsonObject | undefined {
  return connector === undefined && model === undefined ? undefined : present({ connector, model });
}

/** Refuses a connector for model calls that is neither there nor in these settings. */
export async function demandConnector({ connectors, config }: Pick<StartPinsDeps, 'connectors'> & { readonly config: Pick<StartPinsDeps['config'], 'get'> }, id: string): Promise<void> {
  const ids = [...(await connectors()).filter(({ category }) => category === 'llm').map((one) => one.id), ...Object.keys((await config.get('connectors')).value.models)];
  if (ids.includes(id)) return;
  throw new AppError('not_found', `There is no model connector "${id}".`, { next: `Use one of: ${[...new Set(ids)].join(', ')}.`, data: { connector: id } });
}
