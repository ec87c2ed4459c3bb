import { isJsonList, isJsonObject, type Json } from './json.ts';

/** What a definition says of the workflow as a whole, as lists show it. */
export interface WorkflowAbout {
  /** What people filed it under. */
  readonly tags: readonly string[];
}

/** Read from the `about` of a definition, as far as it can be read. */
export function workflowAbout(about: Json | undefined): WorkflowAbout {
  const tags = isJsonObject(about) ? about['tags'] : undefined;
  return { tags: isJsonList(tags) ? tags.filter((tag) => typeof tag === 'string') : [] };
}
