import { afterEach, beforeEach, describe } from 'vitest';
import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';
import type { CurrentPort } from './current-port.ts';
import { describeDocumentRows } from './document-rows-contract.ts';
import { describeRunCommits } from './run-commit-contract.ts';
import { describeRunCompany } from './run-company-contract.ts';
import { describeRunHistory } from './run-history-contract.ts';
import { describeRunLists } from './run-list-contract.ts';
import { describeLeavingRuns } from './run-leaving-contract.ts';
import { describeSideTables } from './side-tables-contract.ts';
import { describeTestRows } from './test-rows-contract.ts';
import { describeUsageLedger } from './usage-ledger-contract.ts';
import { describeWorkflowRows } from './workflow-rows-contract.ts';

/** What one adapter brings to the suite: an empty store for each test, and what is to be done when the test ends. */
export interface StorageHarness {
  open(): Promise<{ readonly port: WorkflowDataPort; dispose(): Promise<void> }>;
}

/** The behaviour that every storage adapter has. */
export function describeWorkflowData(name: string, harness: StorageHarness): void {
  describe(`the storage adapter ${name}`, () => {
    let opened: Awaited<ReturnType<StorageHarness['open']>> | undefined;
    const current: CurrentPort = () => {
      if (opened === undefined) throw new Error('no test is running');
      return opened.port;
    };

    beforeEach(async () => {
      opened = await harness.open();
    });
    afterEach(async () => {
      await opened?.dispose();
    });

    describeRunCommits(current);
    describeRunCompany(current);
    describeRunLists(current);
    describeRunHistory(current);
    describeWorkflowRows(current);
    describeSideTables(current);
    describeLeavingRuns(current);
    describeTestRows(current);
    describeDocumentRows(current);
    describeUsageLedger(current);
  });
}
