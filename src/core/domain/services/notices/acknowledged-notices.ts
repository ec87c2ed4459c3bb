import { AppError } from '../../model/errors.ts';
import { isJsonList } from '../../model/json.ts';
import type { SettingsRepository } from '../../ports/settings-repository.ts';

/** Beside the sections that people write: it is no setting, and no more than a list of ids. */
const row = 'acknowledgedNotices';

/** Which notices somebody has seen. */
export async function readAcknowledged(settings: SettingsRepository): Promise<ReadonlySet<string>> {
  return idsIn(await settings.read(row));
}

/** Notes these down, and forgets those that are not there any more: what comes again is news. */
export async function keepAcknowledged(settings: SettingsRepository, { seen, there }: { readonly seen: readonly string[]; readonly there: ReadonlySet<string> }): Promise<void> {
  for (;;) {
    const found = await settings.read(row);
    const kept = [...new Set([...idsIn(found), ...seen])].filter((id) => there.has(id));
    try {
      await settings.write(row, kept, found?.revision ?? 0);
      return;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'version_conflict') throw error;
    }
  }
}

function idsIn(found: Awaited<ReturnType<SettingsRepository['read']>>): ReadonlySet<string> {
  return new Set(found !== undefined && isJsonList(found.value) ? found.value.filter((id) => typeof id === 'string') : []);
}
