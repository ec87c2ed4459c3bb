import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import type { WorkflowRuntime } from '../domain/runtime/workflow-runtime.ts';
import { type HistoryKeeper, keepHistory } from '../domain/services/history-keeper.ts';
import { endVaultWaits, type VaultWaits } from '../domain/services/vault-waits.ts';
import type { ProgramLog } from './program-log.ts';
import type { AdapterPorts, PortSource } from './service-ports.ts';

type KeeperDeps = Parameters<typeof keepHistory>[0];
type WaitsDeps = Parameters<typeof endVaultWaits>[0];

export interface HostWorkDeps extends Omit<KeeperDeps, 'config'>, Omit<WaitsDeps, 'recoverUnread' | 'data'> {
  readonly adapters: Pick<PortSource<AdapterPorts>, 'config'>;
  readonly runtime: WorkflowRuntime;
  readonly data: WaitsDeps['data'] & Pick<WorkflowDataPort, 'audit'>;
  readonly log: ProgramLog;
  /** Of the host, for the log. */
  readonly facts: Parameters<ProgramLog['log']['info']>[1];
}

/** What goes on by itself in a host while its runs are driven. */
export interface HostWork {
  /** Nothing that waited for the vault is being brought on. */
  idle(): Promise<void>;
  /** Ends all of it but the runtime itself. */
  close(): Promise<void>;
}

/** Recovers runs and lets them go on, brings on what waited for the vault, keeps the history small, follows the settings. */
export async function beginHostWork({ adapters, runtime, log, facts, ...deps }: HostWorkDeps): Promise<HostWork> {
  const config = await adapters.config();
  const unfollow = [await config.follow(), await log.follow(config, deps.publisher)];
  log.log.info('The host starts', facts);
  const left = await deps.data.audit.recover();
  if (left.length > 0) log.log.warn('Commands were cut short when the last host ended', { commands: left.map(({ operation }) => operation) });
  const began = deps.clock.monotonic();
  await runtime.open();
  log.log.info('Recovery is over; runs go on', { runs: (await runtime.health()).driving, durationMs: Math.round(deps.clock.monotonic() - began) });
  const waits: VaultWaits = endVaultWaits({ ...deps, recoverUnread: () => runtime.recoverUnread() });
  const keeper: HistoryKeeper = keepHistory({ ...deps, config });
  return {
    idle: () => waits.idle(),
    async close() {
      for (const stop of unfollow.toReversed()) stop();
      await waits.close();
      await keeper.close();
    },
  };
}
