import type { Clock } from '../domain/ports/clock.ts';
import type { ConfigPort } from '../domain/ports/config-port.ts';
import type { CredentialVault } from '../domain/ports/credential-vault.ts';
import type { LogBook } from '../domain/ports/log-book.ts';
import type { WorkflowEventPublisher } from '../domain/ports/workflow-event-publisher.ts';
import { createJsonLog, type JsonLog } from '../logging/json-log.ts';
import { createLogReader } from '../logging/log-reader.ts';
import { createFaultLog, type FaultLog } from './fault-log.ts';

/** The log of this process, and the book of what every process wrote. */
export interface ProgramLog {
  readonly log: JsonLog;
  readonly book: LogBook;
  readonly onFault: FaultLog;
  /** From here on secrets that this vault handed out are known. */
  redactWith(vault: Pick<CredentialVault, 'redact'>): void;
  /** Takes the levels of the settings, now and whenever they change, and tells of what changes; the answer ends that. */
  follow(config: Pick<ConfigPort, 'get' | 'watch'>, events: Pick<WorkflowEventPublisher, 'listen'>): Promise<() => void>;
}

export function openProgramLog(directory: string, clock: Pick<Clock, 'now'>): ProgramLog {
  let vault: Pick<CredentialVault, 'redact'> | undefined;
  const redact = (text: string): string => vault?.redact(text) ?? text;
  const log = createJsonLog({ directory, clock, redact, onLost: (error) => { if (process.env['AIWM_DEBUG'] !== undefined) process.stderr.write(`${String(error)}\n`); } });
  const onFault = createFaultLog(log.child('faults'), redact);
  return {
    log,
    book: createLogReader({ directory, redact, flush: log.flush }),
    onFault,
    redactWith: (opened) => { vault = opened; },
    async follow(config, events) {
      const settings = log.child('settings');
      const take = async (): Promise<void> => { log.configure((await config.get('logging')).value); };
      const ends = [
        config.watch((section) => {
          settings.info('Settings changed', { section });
          if (section === 'logging') take().catch(onFault);
        }),
        events.listen('vault:changed', () => { log.child('vault').info('The vault opened, closed, or a secret in it changed'); }),
      ];
      await take();
      return () => { for (const end of ends) end(); };
    },
  };
}
