import { z } from 'zod';

/** Ids of rows are UUIDv7, so that they sort by creation. */
export const WorkflowId = z.uuid().brand<'WorkflowId'>();
export type WorkflowId = z.infer<typeof WorkflowId>;
export const VersionId = z.uuid().brand<'VersionId'>();
export type VersionId = z.infer<typeof VersionId>;
export const RunId = z.uuid().brand<'RunId'>();
export type RunId = z.infer<typeof RunId>;
/** What a prompt used that somebody tried by hand: it belongs to no run, and to no workflow. */
export const [noRun, noWorkflow] = ['' as RunId, '' as WorkflowId];
export const TestId = z.uuid().brand<'TestId'>();
export type TestId = z.infer<typeof TestId>;
export const ArtifactId = z.uuid().brand<'ArtifactId'>();
export type ArtifactId = z.infer<typeof ArtifactId>;

/** A name inside a definition: stable, unique in it, part of every structural id. */
export const LocalId = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9_]*$/, 'an id starts with a lower-case letter and holds only a–z, 0–9 and _');

/** A workflow's name on the command line, unique in a data directory. */
export const Slug = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a slug holds lower-case letters and digits, joined by single hyphens');

/** A slug somebody chooses. One in the form of an id would be taken for that workflow's. */
export const NewSlug = Slug.refine((slug) => !WorkflowId.safeParse(slug).success, 'a slug has not the form of an id');

/** A content address: SHA-256 in lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'an address is 64 hex digits');
export type Sha256 = z.infer<typeof Sha256>;
