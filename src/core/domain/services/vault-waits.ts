import type { RunId } from '../model/ids.ts';
import type { IncidentCode, RunStatus } from '../model/run.ts';
import type { CredentialVault } from '../ports/credential-vault.ts';
import type { Ids } from '../ports/ids.ts';
import type { RunExecutor } from '../ports/run-executor.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';

export interface VaultWaitsDeps {
  readonly vault: Pick<CredentialVault, 'watch'>;
  readonly data: Pick<WorkflowDataPort, 'runs'>;
  readonly loader: Pick<RunLoader, 'shown'>;
  readonly executor: Pick<RunExecutor, 'deliver'>;
  readonly ids: Ids;
  /** Sets runs going whose keys could not be had. */
  readonly recoverUnread: () => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

export interface VaultWaits {
  /** Until runs that waited for the vault have been told that it is open. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const readTogether = 200;
const waiting: readonly RunStatus[] = ['waiting', 'running'];

/** What is waited for: that the vault opens, or that a key is in it which is taken. */
const endedBy: { readonly [Change in 'opened' | 'changed']: { readonly codes: readonly IncidentCode[]; readonly reason: string } } = {
  opened: { codes: ['vault_locked', 'credential_rejected', 'connector_missing'], reason: 'The vault was opened.' },
  changed: { codes: ['credential_rejected', 'connector_missing'], reason: 'A key was set.' },
};

/** Lets runs go on by themselves that wait for the vault or a key, each time it opens or what is in it changes: nobody need answer their incidents by hand. */
export function endVaultWaits(deps: VaultWaitsDeps): VaultWaits {
  let wasOpen = false;
  let isClosed = false;
  let last: Promise<void> = Promise.resolve();
  const stop = deps.vault.watch(({ isOpen }) => {
    const change = wasOpen ? 'changed' : 'opened';
    if (isOpen) last = last.then(() => goOn(deps, change, () => !isClosed)).catch(deps.onFault);
    wasOpen = isOpen;
  });
  return {
    idle: () => last,
    async close() {
      isClosed = true;
      stop();
      await last;
    },
  };
}

async function goOn(deps: VaultWaitsDeps, change: keyof typeof endedBy, isWanted: () => boolean): Promise<void> {
  if (!isWanted()) return;
  if (change === 'opened') await deps.recoverUnread();
  for (let after: RunId | undefined, isMore = true; isMore && isWanted(); ) {
    const runs = await deps.data.runs.list({ status: waiting, limit: readTogether, ...(after === undefined ? {} : { after }) });
    for (const { id, openIncidents } of runs) if (openIncidents > 0) await retryWaiting(deps, id, change).catch(deps.onFault);
    after = runs.at(-1)?.id;
    isMore = runs.length === readTogether;
  }
}

async function retryWaiting({ data, loader, executor, ids }: VaultWaitsDeps, run: RunId, change: keyof typeof endedBy): Promise<void> {
  const { codes, reason } = endedBy[change];
  const kept = await data.runs.load(run);
  if (kept === undefined || kept.row.releasedAt !== undefined) return;
  const { incidents } = await loader.shown(kept);
  for (const { code, incident, error } of Object.values(incidents)) {
    if (!codes.includes(code) || (code === 'connector_missing' && error?.code !== 'credential_missing')) continue;
    const command = { name: 'resolve', incident, answer: 'retry', reason } as const;
    await executor.deliver(run, { command, key: ids.next(), actor: { kind: 'system', id: 'vault' }, correlationId: ids.next() });
  }
}
