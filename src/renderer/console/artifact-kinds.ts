import type { ArtifactView } from '../../core/domain/operations/artifacts.ts';

export type PreviewKind = 'markdown' | 'html' | 'json' | 'table' | 'text' | 'picture' | 'pdf';

/** What is larger is downloaded and not drawn. */
export const previewLimit = 16 * 1024 * 1024;

const kinds: { readonly [mediaType: string]: PreviewKind } = {
  'text/markdown': 'markdown',
  'text/html': 'html',
  'application/json': 'json',
  'text/csv': 'table',
  'text/tab-separated-values': 'table',
  'application/yaml': 'text',
  'image/png': 'picture',
  'image/jpeg': 'picture',
  'image/gif': 'picture',
  'image/webp': 'picture',
  'application/pdf': 'pdf',
};

/** How an artifact is drawn; nothing where a page cannot or should not. */
export function previewOf({ mediaType }: Pick<ArtifactView, 'mediaType'>): PreviewKind | undefined {
  const type = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  return kinds[type] ?? (type.startsWith('text/') ? 'text' : undefined);
}
