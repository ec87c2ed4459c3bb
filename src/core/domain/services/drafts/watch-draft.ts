import { toInstant } from '../../model/instant.ts';
import { present } from '../../model/present.ts';
import type { Clock } from '../../ports/clock.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../../ports/workflow-event-publisher.ts';
import type { WorkflowRow } from '../../ports/workflow-repository.ts';
import type { AreaService } from '../area-service.ts';
import { findWorkflow } from '../lookups.ts';

export interface WatchDraftDeps {
  readonly data: Pick<WorkflowDataPort, 'workflows'>;
  readonly publisher: Pick<WorkflowEventPublisher, 'listen'>;
  readonly clock: Pick<Clock, 'now' | 'sleepUntil'>;
}

type Watch = AreaService<'workflows'>['watch'];

/** Another process writes to the same database, and says nothing: its row is looked at this often. */
const lookMs = 1000;

/** The revision now, and again after every change and another name, whoever makes it. Several changes at once may be told as one. Ends with the workflow. */
export async function* watchDraft({ data, publisher, clock }: WatchDraftDeps, id: string, signal: AbortSignal): ReturnType<Watch> {
  let row = await findWorkflow(data, id);
  const { id: workflowId } = row;
  let wake = Promise.withResolvers<void>();
  let remover: string | undefined;
  const stops = [
    publisher.listen('workflows:changed', (event) => {
      if (event.workflowId === workflowId) wake.resolve();
    }),
    publisher.listen('workflows:removed', ({ workflowId: gone, by }) => {
      if (gone !== workflowId) return;
      remover = by;
      wake.resolve();
    }),
  ];
  let told: Pick<WorkflowRow, 'revision' | 'slug'> | undefined;
  try {
    while (!signal.aborted) {
      if (row.revision !== told?.revision || row.slug !== told.slug) {
        told = row;
        yield await stateOf(data, row);
      }
      const rest = new AbortController();
      await Promise.race([wake.promise, clock.sleepUntil(clock.now() + lookMs, AbortSignal.any([signal, rest.signal])).catch(() => undefined)]);
      rest.abort();
      wake = Promise.withResolvers();
      const next = await data.workflows.find(workflowId);
      if (next === undefined) {
        yield present({ revision: row.revision, slug: row.slug, updatedAt: toInstant(clock.now()), deleted: true, by: remover });
        return;
      }
      row = next;
    }
  } finally {
    for (const stop of stops) stop();
  }
}

async function stateOf({ workflows }: WatchDraftDeps['data'], { id, slug, revision, updatedAt, publishedVersion }: WorkflowRow) {
  const [last] = await workflows.saves(id);
  const isOfLast = last?.revision === revision;
  return present({ revision, slug, updatedAt: toInstant(updatedAt), version: publishedVersion, by: isOfLast ? `${last.author.kind}:${last.author.id}` : undefined, act: isOfLast ? last.act : undefined });
}
