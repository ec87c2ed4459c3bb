import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';

/** The data with another way to commit a run; everything else is its own. */
export function dataWithCommit(data: WorkflowDataPort, commitRun: WorkflowDataPort['commitRun']): WorkflowDataPort {
  const { workflows, runs, cards, approvals, artifacts, tests, documents, settings, tokens, commandKeys, audit, blobs, history, usage } = data;
  return {
    workflows, runs, cards, approvals, artifacts, tests, documents, settings, tokens, commandKeys, audit, blobs, history, usage, commitRun,
    claim: (host) => data.claim(host),
    release: (host) => data.release(host),
    isForeign: () => data.isForeign(),
    adopt: () => data.adopt(),
    releaseRun: (release) => data.releaseRun(release),
    purgeRun: (run) => data.purgeRun(run),
    inspect: () => data.inspect(),
    close: () => data.close(),
  };
}
