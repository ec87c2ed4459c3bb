import type { AuditEntry } from '../domain/model/audit-row.ts';
import { present } from '../domain/model/present.ts';
import type { AuditRepository } from '../domain/ports/audit-repository.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { Credential, CredentialRef, CredentialVault } from '../domain/ports/credential-vault.ts';
import type { Logger } from '../domain/ports/logger.ts';
import type { WorkflowEventPublisher } from '../domain/ports/workflow-event-publisher.ts';
import type { EffectScope } from './effect-scope.ts';

export interface SecretUseDeps {
  readonly audit: Pick<AuditRepository, 'append'>;
  /** Tells of each row. */
  readonly publisher: Pick<WorkflowEventPublisher, 'publish'>;
  readonly scope: Pick<EffectScope, 'current'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly profile: () => Promise<string>;
  readonly log: Logger;
}

/** Uses that are remembered as told; above, all are forgotten, and told once more. */
const mostTold = 10_000;

/**
 * The vault, with a row of the audit log for each secret a run is lent: which run and node, which credential, its keyed hash.
 * A run that uses one a hundred times has one row for it; where that cannot be written, nothing is lent. What a command
 * uses by itself is told by its own row.
 */
export function recordedVault(vault: CredentialVault, { audit, publisher, scope, clock, profile, log }: SecretUseDeps): CredentialVault {
  const told = new Map<string, Promise<void>>();
  const record = async (ref: CredentialRef): Promise<void> => {
    const work = scope.current();
    if (work === undefined) return;
    const { runId, node, correlationId = runId } = work;
    const name = JSON.stringify([runId, ref.connector, ref.label, ref.profile]);
    const known = told.get(name) ?? write();
    if (told.size >= mostTold) told.clear();
    told.set(name, known);
    try {
      await known;
    } catch (error) {
      told.delete(name);
      throw error;
    }
    async function write(): Promise<void> {
      const meant = meantBy(await vault.list(), ref, ref.profile ?? (await profile()));
      const input = { run: runId, node, connector: ref.connector, ...present({ label: meant?.label ?? ref.label, fingerprint: meant?.fingerprint }) };
      const entry: AuditEntry = { at: clock.now(), actor: { kind: 'workflow', id: runId }, door: 'process', operation: 'credentials.use', target: meant?.id ?? ref.connector, input, outcome: meant === undefined ? 'credential_missing' : 'ok', correlationId };
      await audit.append(entry);
      publisher.publish('audit:appended', { correlationId, operation: entry.operation });
      log.info(`A run is lent a key of "${ref.connector}"`, { runId, node, correlationId, ...present({ label: input.label }) });
    }
  };
  return {
    status: () => vault.status(),
    setUp: (how) => vault.setUp(how),
    unlock: (...how) => vault.unlock(...how),
    lock: () => vault.lock(),
    changePassword: (change) => vault.changePassword(change),
    list: () => vault.list(),
    save: (...given) => vault.save(...given),
    rotate: (...given) => vault.rotate(...given),
    update: (...given) => vault.update(...given),
    remove: (id) => vault.remove(id),
    use: async (ref, work) => {
      // What a locked vault would not lend is no use, and no row.
      if (scope.current() === undefined) return vault.use(ref, work);
      return vault.use(ref, async (secret) => {
        await record(ref);
        return work(secret);
      });
    },
    wrap: (...given) => vault.wrap(...given),
    unwrap: (...given) => vault.unwrap(...given),
    redact: (text) => vault.redact(text),
    redactor: () => vault.redactor(),
    watch: (listener) => vault.watch(listener),
  };
}

/** The one the vault finds: one of the profile before one of all profiles, and without a label the default one. */
function meantBy(kept: readonly Credential[], { connector, label }: CredentialRef, profile: string): Credential | undefined {
  const own = kept.filter((credential) => credential.connector === connector && (label === undefined || credential.label === label));
  const among = (of: string | undefined): Credential | undefined => {
    const found = own.filter((credential) => credential.profile === of);
    return label === undefined ? found.find((one) => one.isDefault) : found[0];
  };
  return among(profile) ?? among(undefined);
}
