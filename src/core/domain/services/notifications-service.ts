import { AppError } from '../model/errors.ts';
import type { Notice, Notices } from '../operations/notifications.ts';
import type { Clock } from '../ports/clock.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import type { AreaService } from './area-service.ts';
import { readOnChanges } from './changes-on.ts';
import { keepAcknowledged } from './notices/acknowledged-notices.ts';
import { readNotices } from './notices/read-notices.ts';

export interface NotificationsServiceDeps {
  readonly data: Pick<WorkflowDataPort, 'runs' | 'blobs' | 'settings'>;
  readonly publisher: WorkflowEventPublisher;
  readonly clock: Clock;
}

/** What needs somebody, and what of it was seen. */
export function createNotificationsService({ data, publisher, clock }: NotificationsServiceDeps): AreaService<'notifications'> {
  const all = (): Promise<Notice[]> => readNotices({ data, clock });
  const shown = (items: Notice[]): Notices => ({ items, unseen: items.filter(({ isAcknowledged }) => !isAcknowledged).length });

  return {
    async list(input) {
      const { items, unseen } = shown(await all());
      return { items: input.all ? items : items.filter(({ isAcknowledged }) => !isAcknowledged), unseen };
    },
    async acknowledge({ ids }) {
      const there = new Set((await all()).map(({ id }) => id));
      const seen = ids.filter((id) => there.has(id));
      const [first = ''] = ids;
      if (seen.length === 0) throw new AppError('not_found', `There is no notice "${first}"; its reason may have gone.`, { next: '`aiwm notifications list` shows what needs somebody.', data: { id: first } });
      await keepAcknowledged(data.settings, { seen, there });
      publisher.publish('notices:changed', { acknowledged: seen.length });
      return { acknowledged: seen.length };
    },
    watch: (_, { signal }) => readOnChanges({ publisher, clock }, ['run:committed', 'notices:changed'], { read: async () => shown(await all()), signal }),
  };
}
