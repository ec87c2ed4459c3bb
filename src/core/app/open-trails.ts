import type { Clock } from '../domain/ports/clock.ts';
import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../domain/ports/workflow-event-publisher.ts';
import { createEventBus } from '../events/event-bus.ts';
import { type AuditTrail, createAuditTrail } from './audit-trail.ts';
import { createEffectScope, type EffectScope } from './effect-scope.ts';
import type { ProgramLog } from './program-log.ts';
import { RunCorrelations } from './run-correlations.ts';
import { loggedRuns } from './run-log.ts';

/** What tells later what happened, and the data that brings it along with its commits. */
export interface Trails {
  readonly publisher: WorkflowEventPublisher;
  readonly trail: AuditTrail;
  readonly data: WorkflowDataPort;
  readonly scope: EffectScope;
}

export function openTrails(given: WorkflowDataPort, { log, onFault }: Pick<ProgramLog, 'log' | 'onFault'>, clock: Clock): Trails {
  const publisher = createEventBus({ onListenerError: (channel, error) => { onFault(error, { channel }); } });
  const trail = createAuditTrail(given.audit, publisher);
  const correlations = new RunCorrelations(given.runs);
  const data = trail.carriedBy(loggedRuns(given, log.child('runs'), correlations));
  return { publisher, trail, data, scope: createEffectScope(correlations, log.child('effects'), clock) };
}
