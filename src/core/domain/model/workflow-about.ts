import { isJsonList, isJsonObject, type Json } from './json.ts';
import { present } from './present.ts';
import { Lifecycle, MadeFrom } from './workflow-lifecycle.ts';

/** What a definition says of the workflow as a whole, as lists show it. */
export interface WorkflowAbout {
  /** What people filed it under. */
  readonly tags: readonly string[];
  /** Where others shall not begin with it any more. */
  readonly lifecycle?: Lifecycle;
  readonly madeFrom?: MadeFrom;
}

/** Read from the `about` of a definition, as far as it can be read. */
export function workflowAbout(about: Json | undefined): WorkflowAbout {
  const held = isJsonObject(about) ? about : {};
  const { tags } = held;
  return { tags: isJsonList(tags) ? tags.filter((tag) => typeof tag === 'string') : [], ...present({ lifecycle: Lifecycle.safeParse(held['lifecycle']).data, madeFrom: MadeFrom.safeParse(held['madeFrom']).data }) };
}
