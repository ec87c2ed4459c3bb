import { z } from 'zod';
import { Sha256 } from '../model/ids.ts';
import { command, query, stream } from './define-operation.ts';
import { begin, chunk, end, FilePiece } from './file-piece.ts';
import { Instant, Limit } from './shapes.ts';

const run = z.string().min(1).describe('Id of the run');
const id = z.string().min(1).describe('Id of the artifact');

const ArtifactView = z.object({
  id: z.string(),
  runId: z.string(),
  nodeId: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  sha256: Sha256,
  createdAt: Instant,
  path: z.string().optional().describe('Where it also lies as a file'),
  pinnedAt: Instant.optional().describe('Since when it is pinned'),
});
export type ArtifactView = z.infer<typeof ArtifactView>;

/** An artifact among those of other runs. */
export const PinnedArtifact = ArtifactView.extend({ workflow: z.object({ id: z.string(), slug: z.string(), name: z.string() }) });
export type PinnedArtifact = z.infer<typeof PinnedArtifact>;

/** As {@link FilePiece}, with a word about each file that was packed. */
const BundlePiece = z.discriminatedUnion('kind', [
  begin.extend({ files: z.int().describe('How many files it will hold') }),
  z.object({ kind: z.literal('file'), path: z.string(), bytes: z.int(), sha256: Sha256, packed: z.int().describe('How many files are packed by now') }),
  chunk,
  end.extend({ files: z.int(), note: z.string().optional().describe('What whoever asked should know, such as that the run made no document of the formats') }),
]);
export type BundlePiece = z.infer<typeof BundlePiece>;

export const bundleParts = ['documents', 'journal', 'log', 'audit'] as const;
export type BundlePart = (typeof bundleParts)[number];

/** What runs leave in people's hands. */
export const artifacts = {
  list: query('artifacts.list', {
    summary: 'List what a run made',
    access: 'read',
    tool: 'free',
    input: z.strictObject({ run }),
    output: z.object({ items: z.array(ArtifactView) }),
    errors: ['not_found'],
    example: { run: '<run>' },
    aliases: ['ls'],
  }),
  get: query('artifacts.get', {
    summary: 'Give one artifact with its bytes, up to 4 MiB',
    access: 'read',
    tool: 'free',
    input: z.strictObject({ id }),
    output: ArtifactView.extend({ content: z.base64() }),
    errors: ['not_found', 'integrity', 'access_denied', 'precondition_failed'],
    example: { id: '<artifact>' },
    positionals: ['id'],
    aliases: ['download'],
  }),
  read: stream('artifacts.read', {
    isDownload: true,
    summary: 'Give one artifact of any size, piece by piece',
    access: 'read',
    input: z.strictObject({ id }),
    output: FilePiece,
    errors: ['not_found', 'integrity', 'access_denied'],
    example: { id: '<artifact>' },
    positionals: ['id'],
  }),
  bundle: stream('artifacts.bundle', {
    isDownload: true,
    summary: 'Pack what a run made, with its summary, its records and their checksums, as a ZIP file',
    access: 'operate',
    subject: ['input.run'],
    audited: true,
    input: z.strictObject({
      run,
      formats: z.array(z.string().regex(/^\.?[\da-z]+(?:,\.?[\da-z]+)*$/iu)).max(50).optional().describe('Only documents of these formats, such as docx,pdf'),
      include: z.array(z.enum(bundleParts)).optional().describe('Only these parts beside the summary; log and audit are for administrators'),
      reason: z.string().min(1).max(500).optional().describe('Why it is taken; the audit log keeps it'),
    }),
    output: BundlePiece,
    errors: ['not_found', 'integrity', 'vault_locked'],
    example: { run: '<run>', formats: ['docx', 'pdf'] },
    aliases: ['pack'],
  }),
  verify: query('artifacts.verify', {
    summary: 'Check a bundle: that it is a plain ZIP file, and that every file in it has its checksum',
    access: 'read',
    input: z.strictObject({ path: z.string().min(1).meta({ format: 'path' }).describe('The bundle, on the host') }),
    output: z.object({
      path: z.string(),
      run: z.string().describe('Id of the run it tells of'),
      files: z.array(z.object({ path: z.string(), bytes: z.int(), sha256: Sha256 })),
    }),
    errors: ['not_found', 'path_denied', 'integrity', 'precondition_failed'],
    example: { path: '<file>' },
    positionals: ['path'],
    aliases: ['check'],
  }),
  pin: command('artifacts.pin', {
    summary: 'Pin an artifact to the start page',
    access: 'operate',
    input: z.strictObject({ id }),
    output: ArtifactView,
    errors: ['not_found'],
    example: { id: '<artifact>' },
    positionals: ['id'],
  }),
  unpin: command('artifacts.unpin', {
    summary: 'Take an artifact from the start page',
    access: 'operate',
    input: z.strictObject({ id }),
    output: ArtifactView,
    errors: ['not_found'],
    example: { id: '<artifact>' },
    positionals: ['id'],
  }),
  pinned: query('artifacts.pinned', {
    summary: 'List the pinned artifacts of all runs, the last pinned first',
    access: 'read',
    input: z.strictObject({ limit: Limit }),
    output: z.object({ items: z.array(PinnedArtifact) }),
    example: {},
  }),
};
