import { systemKeychain } from '../../../src/core/vault/keychain.ts';
import { systemRandom } from '../../../src/core/platform/system-random.ts';
import { vaultFileIn } from '../../../src/core/vault/vault-file.ts';
import { systemClock } from '../../../src/core/platform/system-clock.ts';
import { createUuidIds } from '../../../src/core/platform/uuid-ids.ts';
import { argon2Kdf } from '../../../src/core/vault/password-kdf.ts';
import { LocalVault } from '../../../src/core/vault/local-vault.ts';
import { AppError } from '../../../src/core/domain/model/errors.ts';

/** A program that sets a vault up with the keychain, or uses what it keeps, and says what came of it. */
const [directory = '', verb = ''] = process.argv.slice(2);
const vault = new LocalVault({
  file: vaultFileIn(directory, systemRandom),
  keychain: systemKeychain(systemRandom),
  kdf: argon2Kdf,
  random: systemRandom,
  clock: systemClock,
  ids: createUuidIds(systemClock, systemRandom),
  generations: { last: () => Promise.resolve(undefined), keep: () => Promise.resolve() },
});

const verbs: { readonly [verb: string]: () => Promise<unknown> } = {
  async setup() {
    const status = await vault.setUp({ kind: 'keychain' });
    await vault.save({ connector: 'claude', label: 'prod', isDefault: true }, 'sk-in-the-keychain');
    return status;
  },
  use: () => vault.use({ connector: 'claude' }, (secret) => Promise.resolve(secret)),
  status: () => vault.status(),
};

const begun = performance.now();
let told: { readonly answer: unknown } | { readonly code: string; readonly message: string };
try {
  told = { answer: await verbs[verb]?.() };
} catch (error) {
  told = error instanceof AppError ? { code: error.code, message: error.message } : { code: 'none', message: String(error) };
}
process.stdout.write(JSON.stringify({ ...told, ms: Math.round(performance.now() - begun) }));
// A prompt of the keychain may still be open in another thread.
process.exit(0);
