import { AppError } from '../model/errors.ts';
import type { Notices } from '../operations/notifications.ts';
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
  const all = async (): Promise<Notices> => {
    const { items, more } = await readNotices({ data, clock });
    return { items, more, unseen: items.filter(({ isAcknowledged }) => !isAcknowledged).length + more };
  };

  return {
    async list(input) {
      const { items, ...counts } = await all();
      return { items: input.all ? items : items.filter(({ isAcknowledged }) => !isAcknowledged), ...counts };
    },
    async acknowledge({ ids }) {
      const there = new Set((await all()).items.map(({ id }) => id));
      const seen = ids.filter((id) => there.has(id));
      const [first = ''] = ids;
      if (seen.length === 0) throw new AppError('not_found', `There is no notice "${first}"; its reason may have gone.`, { next: '`aiwm notifications list` shows what needs somebody.', data: { id: first } });
      await keepAcknowledged(data.settings, { seen, there });
      publisher.publish('notices:changed', { acknowledged: seen.length });
      return { acknowledged: seen.length };
    },
    watch: (_, { signal }) => readOnChanges({ publisher, clock }, ['run:committed', 'notices:changed'], { read: all, signal }),
  };
}
