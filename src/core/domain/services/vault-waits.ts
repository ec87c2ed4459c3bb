import type { RunId } from '../model/ids.ts';
import type { RunStatus } from '../model/run.ts';
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

/** Lets runs go on by themselves that wait for the vault, each time it opens: nobody need answer their incidents by hand. */
export function endVaultWaits(deps: VaultWaitsDeps): VaultWaits {
  let wasOpen = false;
  let isClosed = false;
  let last: Promise<void> = Promise.resolve();
  const stop = deps.vault.watch(({ isOpen }) => {
    if (isOpen && !wasOpen) last = last.then(() => goOn(deps, () => !isClosed)).catch(deps.onFault);
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

async function goOn(deps: VaultWaitsDeps, isWanted: () => boolean): Promise<void> {
  if (!isWanted()) return;
  await deps.recoverUnread();
  for (let after: RunId | undefined, isMore = true; isMore && isWanted(); ) {
    const runs = await deps.data.runs.list({ status: waiting, limit: readTogether, ...(after === undefined ? {} : { after }) });
    for (const { id, openIncidents } of runs) if (openIncidents > 0) await retryLocked(deps, id).catch(deps.onFault);
    after = runs.at(-1)?.id;
    isMore = runs.length === readTogether;
  }
}

async function retryLocked({ data, loader, executor, ids }: VaultWaitsDeps, run: RunId): Promise<void> {
  const kept = await data.runs.load(run);
  if (kept === undefined || kept.row.releasedAt !== undefined) return;
  const { incidents } = await loader.shown(kept);
  for (const { code, incident } of Object.values(incidents)) {
    if (code !== 'vault_locked') continue;
    const command = { name: 'resolve', incident, answer: 'retry', reason: 'The vault was opened.' } as const;
    await executor.deliver(run, { command, key: ids.next(), actor: { kind: 'system', id: 'vault' }, correlationId: ids.next() });
  }
}
