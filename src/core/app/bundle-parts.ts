import type { CallContext } from '../domain/model/caller.ts';
import type { AreaService } from '../domain/services/area-service.ts';
import type { ConfigPort } from '../domain/ports/config-port.ts';
import type { Redactor } from '../logging/redactor.ts';
import { isJsonObject, type Json } from '../domain/model/json.ts';

export interface BundlePartsDeps {
  readonly system: () => Promise<Pick<AreaService<'system'>, 'info' | 'doctor'>>;
  readonly config: Pick<ConfigPort, 'all' | 'activeProfile'>;
  readonly redactor: Redactor;
}

/** What a log bundle tells besides the logs: which program, what the doctor finds, the settings in force. */
export async function bundleParts({ system, config, redactor }: BundlePartsDeps, call: CallContext): Promise<{ readonly [file: string]: unknown }> {
  const [info, doctor, settings, profile] = await Promise.all([
    system().then((service) => service.info({}, call)),
    system().then((service) => service.doctor({}, call)),
    config.all(),
    config.activeProfile(),
  ]);
  const clean = (value: unknown): unknown => {
    const json = JSON.parse(JSON.stringify(value)) as Json;
    return isJsonObject(json) ? redactor.facts(json) : json;
  };
  return { 'system.json': clean(info), 'doctor.json': clean(doctor), 'settings.json': clean({ profile, ...settings }) };
}
