import type { WorkflowSummary } from '../../../core/domain/operations/workflows.ts';

/** Whether a workflow has every word that is searched for; `#weekly` is a tag that begins so. */
export function matchesSearch({ name, slug, description, tags = [] }: Pick<WorkflowSummary, 'name' | 'slug' | 'description' | 'tags'>, search: string): boolean {
  const text = `${name} ${slug} ${description}`.toLowerCase();
  const lowered = tags.map((tag) => tag.toLowerCase());
  return search
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => (/^#./u.test(word) ? lowered.some((tag) => tag.startsWith(word.slice(1))) : text.includes(word.replace(/^#/u, ''))));
}
