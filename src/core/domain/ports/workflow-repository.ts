import type { Actor } from '../model/actor.ts';
import type { Sha256, VersionId, WorkflowId } from '../model/ids.ts';
import type { JsonObject } from '../model/json.ts';
import type { WorkflowAbout } from '../model/workflow-about.ts';
import type { Attachments } from './attachments.ts';
import type { DraftSave, DraftSaveRow, KeptWrite, NamedWrite, NewDraftSave } from './draft-save.ts';

export interface WorkflowRow {
  readonly id: WorkflowId;
  readonly slug: string;
  /** Names it had that go on leading to it and are given to no other, the last one first. */
  readonly formerSlugs: readonly string[];
  /** Whether nobody chose its slug, so that it may follow the name. */
  readonly slugFollows: boolean;
  readonly name: string;
  readonly description: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Raised by every change of the draft and by publishing; a writer names the one it read. */
  readonly revision: number;
  readonly publishedVersion?: number;
  /** Whether the draft means something else than the published version, or nothing is published yet. */
  readonly draftChanged: boolean;
  readonly archived: boolean;
  /** Where it came from: `sample`, `import`, `cli`, `designer`. */
  readonly origin: string;
  /** What the draft says of the workflow as a whole. */
  readonly about: WorkflowAbout;
}

/** A workflow to be made. */
export interface NewWorkflowRow extends Omit<WorkflowRow, 'revision' | 'draftChanged' | 'publishedVersion' | 'about' | 'formerSlugs' | 'slugFollows'> {
  readonly slugFollows?: boolean;
}

/** Whether the name a workflow had goes on leading to it for good, or until another takes it; `gone`: neither it nor an earlier one does. */
export type FormerNames = 'kept' | 'yielding' | 'gone';

/** Another name on the command line, which somebody chose: it follows nothing any more. */
export interface SlugChange {
  readonly slug: string;
  readonly former: FormerNames;
  readonly at: number;
}

export interface DraftRow {
  readonly definition: JsonObject;
  /** Of the draft's meaning, made as a version's is: equal to the published one, nothing is left to publish. */
  readonly hash: Sha256;
  readonly attachments: Attachments;
  readonly revision: number;
  readonly updatedAt: number;
}

export interface VersionRow {
  readonly id: VersionId;
  readonly workflowId: WorkflowId;
  readonly number: number;
  readonly hash: Sha256;
  readonly definition: JsonObject;
  readonly attachments: Attachments;
  readonly note: string;
  readonly publishedAt: number;
  readonly publishedBy: Actor;
  /** When it came out of a file, of one that was published elsewhere. It is read here, and not run. */
  readonly importedAt?: number;
}

/** A version without what it holds: what histories show. */
export type VersionFacts = Omit<VersionRow, 'definition' | 'attachments'>;

/** What is left of a version that went. Its number is given to no other. */
export interface PurgedVersion extends Omit<VersionFacts, 'id' | 'workflowId' | 'importedAt'> {
  readonly purgedAt: number;
  readonly purgedBy: Actor;
}

/** A draft that takes the place of another. */
export interface DraftChange {
  readonly definition: JsonObject;
  readonly hash: Sha256;
  readonly attachments: Attachments;
  readonly name: string;
  readonly description: string;
  /** The slug that follows the name; where it follows none any more, or another has it, the workflow keeps its own. */
  readonly slug?: string | undefined;
  readonly expectedRevision: number;
  readonly at: number;
  readonly save: NewDraftSave;
  /** Kept in the same transaction: see {@link WorkflowRepository.writes}. */
  readonly write?: NamedWrite | undefined;
}

/** Drafts and immutable versions. A stale `revision` is `version_conflict`, a taken slug `conflict`, a missing row `not_found`. */
export interface WorkflowRepository {
  /** The last changed first; those that were archived and those that were not, unless one of both is asked for. */
  list(wanted?: { readonly archived: boolean }): Promise<readonly WorkflowRow[]>;
  /** By its id or slug, or by a name it had before that no other has. */
  find(idOrSlug: string): Promise<WorkflowRow | undefined>;
  /** Whose name this is: of the one that has it, or keeps it as a former one. */
  named(slug: string): Promise<WorkflowRow | undefined>;
  /** Answers it as it is then; its revision stays. Another one's name is `conflict`. */
  rename(id: WorkflowId, change: SlugChange): Promise<WorkflowRow>;
  create(row: NewWorkflowRow, draft: Pick<DraftRow, 'definition' | 'hash' | 'attachments'> & { readonly versions?: readonly Omit<VersionRow, 'workflowId'>[] }): Promise<WorkflowRow>;
  draft(id: WorkflowId): Promise<DraftRow>;
  /** `save` is kept with it; of an autosave that goes on with the last one, in its place. */
  saveDraft(id: WorkflowId, change: DraftChange): Promise<WorkflowRow>;
  /** Keeps the draft as it is for good, with a note. It stays at its revision. */
  checkpoint(id: WorkflowId, mark: { readonly note: string; readonly author: Actor; readonly expectedRevision: number; readonly at: number; readonly write?: NamedWrite | undefined }): Promise<DraftSaveRow>;
  /** Of writes with these names those that were carried out, in that order; of each writer the newest, as many as are kept. */
  writes(id: WorkflowId, names: readonly string[]): Promise<readonly KeptWrite[]>;
  /** The newest first. */
  saves(id: WorkflowId): Promise<readonly DraftSaveRow[]>;
  save(id: WorkflowId, number: number): Promise<DraftSave | undefined>;
  publish(version: VersionRow, expectedRevision: number): Promise<WorkflowRow>;
  /** The newest first. */
  versions(id: WorkflowId): Promise<readonly VersionFacts[]>;
  version(id: WorkflowId, number: number): Promise<VersionRow | undefined>;
  /** Those that went, the newest first. */
  purgedVersions(id: WorkflowId): Promise<readonly PurgedVersion[]>;
  /** Numbers of versions that runs which are kept were started of. */
  versionsOfRuns(id: WorkflowId): Promise<readonly number[]>;
  /** Takes these versions, without the published one and those of runs, whoever asks. Answers the numbers that went. */
  purgeVersions(id: WorkflowId, purge: { readonly numbers: readonly number[]; readonly at: number; readonly by: Actor }): Promise<readonly number[]>;
  /** Refused with `conflict` while a run of it has not ended. */
  remove(id: WorkflowId, expectedRevision: number): Promise<void>;
}
