import type { AuditRepository } from '../domain/ports/audit-repository.ts';
import type { WorkflowEventPublisher } from '../domain/ports/workflow-event-publisher.ts';

/** The audit log, telling whoever follows it of each row. */
export function announcedAudit(audit: AuditRepository, publisher: Pick<WorkflowEventPublisher, 'publish'>): Pick<AuditRepository, 'append'> {
  return {
    async append(entry) {
      const row = await audit.append(entry);
      publisher.publish('audit:appended', { id: row.id });
      return row;
    },
  };
}
