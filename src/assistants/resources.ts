import { ProtocolError, ProtocolErrorCode, type ReadResourceResult, type Resource, type ResourceTemplateType } from '@modelcontextprotocol/server';
import type { PinnedArtifact } from '../core/domain/operations/artifacts.ts';
import type { CardSummary } from '../core/domain/operations/cards.ts';
import type { AssistantCall } from './assistant.ts';
import { artifactUri, fileContents, isFile, wireOf } from './tool-answer.ts';

/** What can be looked at by its address, and the operation that gives it. */
const kinds: { readonly [kind: string]: { readonly operation: string; readonly title: string } } = {
  run: { operation: 'runs.get', title: 'A run: where it stands, what it holds, what it waits for' },
  card: { operation: 'cards.get', title: 'A card: what a person is asked' },
  workflow: { operation: 'workflows.get', title: 'A workflow with its definition' },
  artifact: { operation: 'artifacts.get', title: 'A file that a run made' },
};

export const resourceTemplates: ResourceTemplateType[] = Object.entries(kinds).map(([name, { title }]) => ({ name, title, uriTemplate: `aiwm://${name}/{id}` }));

/** What a person would look at first: the open cards, and the files that were pinned. */
export async function listResources(call: AssistantCall, signal: AbortSignal): Promise<Resource[]> {
  const [cards, pinned] = await Promise.all([call('cards.list', {}, signal) as Promise<{ readonly items: readonly CardSummary[] }>, call('artifacts.pinned', {}, signal) as Promise<{ readonly items: readonly PinnedArtifact[] }>]);
  return [
    ...cards.items.map(({ id, title, workflow }) => ({ uri: `aiwm://card/${encodeURIComponent(id)}`, name: title, description: `A card of “${workflow.name}” that waits for an answer`, mimeType: 'application/json' })),
    ...pinned.items.map(({ id, name, mediaType, bytes, workflow }) => ({ uri: artifactUri(id), name, description: `A file of “${workflow.name}”`, mimeType: mediaType, size: bytes })),
  ];
}

/** Gives what stands at an address. What is none of ours, or refused, is an invalid parameter of the protocol with our code in its data. */
export async function readResource(call: AssistantCall, uri: string, signal: AbortSignal): Promise<ReadResourceResult> {
  const [, name = '', given = ''] = /^aiwm:\/\/([a-z]+)\/([^/?#]+)$/u.exec(uri) ?? [];
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  const id = decoded(given);
  if (kind === undefined || id === undefined) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is nothing at "${uri.slice(0, 200)}".`, { code: 'not_found' });
  try {
    const answer = await call(kind.operation, { id }, signal);
    return { contents: [isFile(answer) ? { ...fileContents(answer), uri } : { uri, mimeType: 'application/json', text: JSON.stringify(answer) }] };
  } catch (error) {
    const wire = wireOf(error);
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, wire.message, wire);
  }
}

function decoded(text: string): string | undefined {
  try {
    return text === '' ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
