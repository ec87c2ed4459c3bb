import type { Actor } from '../model/actor.ts';
import type { RunId, TestId, WorkflowId } from '../model/ids.ts';
import type { TestRules } from '../model/test-matcher.ts';

/** A run that is kept as a test of its workflow. The run's journal is the recording: what is expected stands nowhere else. */
export interface TestRow {
  readonly id: TestId;
  readonly workflowId: WorkflowId;
  /** It is not removed while the test is there. */
  readonly runId: RunId;
  /** The last row of the run that belongs to the test: what came later does not. Absent where the whole journal does. */
  readonly endSeq?: number;
  /** Unique in its workflow. */
  readonly name: string;
  /** Where what happens may differ from what was recorded, and how far, by place and path. */
  readonly match: TestRules;
  readonly createdAt: number;
  readonly createdBy: Actor;
}

export interface TestRepository {
  get(id: TestId): Promise<TestRow | undefined>;
  /** By name; of one workflow or of all. */
  list(filter: { readonly workflowId?: WorkflowId }): Promise<readonly TestRow[]>;
  /** A taken name is a `conflict`, unless the test replaces the one that has it. */
  add(row: TestRow, options: { readonly replaces: boolean }): Promise<void>;
  /** Answers whether there was one. */
  remove(id: TestId): Promise<boolean>;
}
