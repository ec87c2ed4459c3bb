import { foundation } from './migrations/0001-foundation.sql.ts';
import { batches } from './migrations/0002-batches.sql.ts';
import { approvals } from './migrations/0003-approvals.sql.ts';
import { history } from './migrations/0005-history.sql.ts';
import { forks } from './migrations/0006-forks.sql.ts';
import { tests } from './migrations/0007-tests.sql.ts';
import { usage } from './migrations/0008-usage.sql.ts';
import { startKeys } from './migrations/0011-start-keys.sql.ts';
import { testEnds } from './migrations/0012-test-ends.sql.ts';
import { auditChain } from './migrations/0013-audit-chain.sql.ts';
import { auditBegun } from './migrations/0014-audit-begun.sql.ts';
import { documents } from './migrations/0020-documents.sql.ts';
import { pinnedArtifacts } from './migrations/0021-pinned-artifacts.sql.ts';
import { workflowSaves } from './migrations/0022-workflow-saves.sql.ts';
import { documentEffects } from './migrations/0023-document-effects.sql.ts';
import { workflowVersions } from './migrations/0024-workflow-versions.sql.ts';
import { runLists } from './migrations/0025-run-lists.sql.ts';
import { draftWrites } from './migrations/0026-draft-writes.sql.ts';
import { workflowNames } from './migrations/0027-workflow-names.sql.ts';
import { cardNotes } from './migrations/0028-card-notes.sql.ts';
import { accessTokens } from './migrations/0029-access-tokens.sql.ts';
import { writesByWriter } from './migrations/0030-writes-by-writer.sql.ts';
import { personWaits } from './migrations/0031-person-waits.sql.ts';
import { commandKeys } from './migrations/0032-command-keys.sql.ts';
import { chainEarlierRows } from './chain-earlier-rows.ts';
import type { Connection } from './connection.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** What SQL cannot say, in the same transaction. */
  readonly afterwards?: (connection: Connection) => void;
}

/** Every change of the schema, in order. Add the next at the end; never edit one that was released. */
export const migrations: readonly Migration[] = [
  { number: 1, name: 'foundation', sql: foundation },
  { number: 2, name: 'batches', sql: batches },
  { number: 3, name: 'approvals', sql: approvals },
  { number: 5, name: 'history', sql: history },
  { number: 6, name: 'forks', sql: forks },
  { number: 7, name: 'tests', sql: tests },
  { number: 8, name: 'usage', sql: usage },
  { number: 11, name: 'start-keys', sql: startKeys },
  { number: 12, name: 'test-ends', sql: testEnds },
  { number: 13, name: 'audit-chain', sql: auditChain, afterwards: chainEarlierRows },
  { number: 14, name: 'audit-begun', sql: auditBegun },
  { number: 20, name: 'documents', sql: documents },
  { number: 21, name: 'pinned-artifacts', sql: pinnedArtifacts },
  { number: 22, name: 'workflow-saves', sql: workflowSaves },
  { number: 23, name: 'document-effects', sql: documentEffects },
  { number: 24, name: 'workflow-versions', sql: workflowVersions },
  { number: 25, name: 'run-lists', sql: runLists },
  { number: 26, name: 'draft-writes', sql: draftWrites },
  { number: 27, name: 'workflow-names', sql: workflowNames },
  { number: 28, name: 'card-notes', sql: cardNotes },
  { number: 29, name: 'access-tokens', sql: accessTokens },
  { number: 30, name: 'writes-by-writer', sql: writesByWriter },
  { number: 31, name: 'person-waits', sql: personWaits },
  { number: 32, name: 'command-keys', sql: commandKeys },
];

/** The number of the last one this program knows: a database it has opened stands there. */
export const newestMigration = Math.max(...migrations.map(({ number }) => number));
