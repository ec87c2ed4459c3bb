import type { Client } from '../../../client/connect.ts';
import { readFailure } from '../../../client/read-failure.ts';
import { draftShelf } from './draft-shelf.ts';
import type { Editing } from './editing.ts';

/** How a text is taken up: as it stands in the registry, or as it was put aside in this browser. */
export async function takeUp(client: Client, id: string): Promise<Editing | undefined> {
  const draft = await draftShelf.take(id);
  const newest = await client.docs.get({ id });
  if (newest.text === undefined) return undefined;
  if (draft === undefined || draft.text === newest.text) return { base: newest.revision, baseText: newest.text, text: newest.text };
  const baseText = draft.base === newest.revision ? newest.text : await textOf(client, id, draft.base);
  return { base: draft.base, baseText: baseText ?? newest.text, text: draft.text, broughtBack: draft.keptAt };
}

/** The text of a revision; nothing where the limit of revisions has removed it. */
async function textOf(client: Client, id: string, revision: number): Promise<string | undefined> {
  try {
    return (await client.docs.get({ id, revision })).text;
  } catch (error) {
    if (readFailure(error).code === 'not_found') return undefined;
    throw error;
  }
}
