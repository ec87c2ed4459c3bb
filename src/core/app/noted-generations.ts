import { z } from 'zod';
import { AppError } from '../domain/model/errors.ts';
import type { SettingsRepository } from '../domain/ports/settings-repository.ts';
import type { VaultGeneration, VaultGenerations } from '../vault/vault-generation.ts';

const row = 'vault';
const Generation = z.object({ id: z.string(), generation: z.int() });

/** Which generation of the vault was last seen, among the settings rows: another place than the vault's own file. A reader notes nothing down. */
export function generationsIn(settings: SettingsRepository, isReader: boolean): VaultGenerations {
  const read = async (): Promise<{ readonly value?: VaultGeneration; readonly revision: number }> => {
    const found = await settings.read(row);
    return found === undefined ? { revision: 0 } : { value: Generation.parse(found.value), revision: found.revision };
  };
  return {
    last: async () => (await read()).value,
    async keep({ id, generation }, { evenIfOlder } = { evenIfOlder: false }) {
      if (isReader) return;
      for (;;) {
        const { value, revision } = await read();
        if (!evenIfOlder && value?.id === id && value.generation >= generation) return;
        if (await isWritten(settings, { id, generation }, revision)) return;
      }
    },
  };
}

/** Whether nobody else wrote the row meanwhile. */
async function isWritten(settings: SettingsRepository, value: VaultGeneration, revision: number): Promise<boolean> {
  try {
    await settings.write(row, { ...value }, revision);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'version_conflict') return false;
    throw error;
  }
}
