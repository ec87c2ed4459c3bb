import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';

/** The store of the test that runs. */
export type CurrentPort = () => WorkflowDataPort;
