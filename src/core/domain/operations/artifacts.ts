import { z } from 'zod';
import { Sha256 } from '../model/ids.ts';
import { query } from './define-operation.ts';
import { Instant } from './shapes.ts';

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
});
export type ArtifactView = z.infer<typeof ArtifactView>;

/** What runs leave in people's hands. */
export const artifacts = {
  list: query('artifacts.list', {
    summary: 'List what a run made',
    access: 'read',
    input: z.strictObject({ run: z.string().min(1).describe('Id of the run') }),
    output: z.object({ items: z.array(ArtifactView) }),
    errors: ['not_found'],
    example: { run: '<run>' },
    aliases: ['ls'],
  }),
  get: query('artifacts.get', {
    summary: 'Give one artifact with its bytes',
    access: 'read',
    input: z.strictObject({ id: z.string().min(1).describe('Id of the artifact') }),
    output: ArtifactView.extend({ content: z.base64() }),
    errors: ['not_found', 'integrity', 'access_denied'],
    example: { id: '<artifact>' },
    positionals: ['id'],
    aliases: ['download'],
  }),
};
