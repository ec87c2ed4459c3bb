import type { JsonObject } from '../../../core/domain/model/json.ts';

/** With what config a new node of a kind begins, where its example reads of more than itself. All but a sub-workflow, which needs a name, run as they stand. */
export const nodeStarts: Readonly<Record<string, JsonObject>> = {
  decision: {},
  loop: { until: 'true', maxPasses: 5 },
  map: { over: '[]' },
  parallel: {},
  wait: { after: 'PT1M' },
  end: {},
  subWorkflow: {},
};

/** A card a new node of a kind asks, where the workflow has none yet. */
export const cardStart = { title: 'Your answer', fields: [{ key: 'answer', type: 'textarea', label: 'Answer', required: true }] } as const satisfies JsonObject;
