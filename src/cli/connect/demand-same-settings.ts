import { AppError } from '../../core/domain/model/errors.ts';
import { profileVariable, type SettingsGiven } from '../../core/domain/model/settings-layers.ts';
import type { Connection } from './connection.ts';

/** Whether this command was told settings of its own, which a host that runs already does not know. */
export function hasOwnSettings({ flags = [], profile, environment = {} }: SettingsGiven): boolean {
  return flags.length > 0 || profile !== undefined || (environment[profileVariable] ?? '') !== '';
}

/** Refuses to have a host do under its settings what was to be done under others. Its variables are its own affair. */
export async function demandSameSettings({ call }: Pick<Connection, 'call'>, given: SettingsGiven): Promise<void> {
  const { flags = [], profile, environment = {} } = given;
  if (flags.length > 0) {
    throw new AppError('precondition_failed', `A host runs already, and ${flags.map((flag) => `--setting ${flag}`).join(' ')} would not reach it.`, {
      next: 'End that host and try again, or save the setting with `aiwm settings set`.',
    });
  }
  const wanted = profile ?? environment[profileVariable];
  if (wanted === undefined || wanted === '') return;
  const active = activeOf(await call('profiles.list', {}));
  if (active === wanted) return;
  throw new AppError('precondition_failed', `A host runs already under the profile "${active}", and this command asks for "${wanted}".`, {
    next: `End that host and try again, or change its profile: \`aiwm profiles use ${wanted}\`.`,
    data: { profile: wanted, active },
  });
}

function activeOf(answer: unknown): string {
  return typeof answer === 'object' && answer !== null && 'active' in answer && typeof answer.active === 'string' ? answer.active : '';
}
