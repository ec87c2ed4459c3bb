import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Json, JsonObject } from '../../../core/domain/model/json.ts';
import type { OperationFacts } from '../../../core/domain/operations/define-operation.ts';
import { useClient } from '../../client/ClientProvider.tsx';
import type { Client } from '../../client/connect.ts';
import { bytesFromBase64 } from '../../components/read-base64.ts';
import { saveBytes } from '../../console/save-bytes.ts';

/** Of a stream so many of the last things are kept. */
export const mostLines = 300;

export interface OperationState {
  readonly status: 'ready' | 'running' | 'done' | 'failed';
  readonly answer?: Json | undefined;
  /** What a stream told, the first of those that are kept first. */
  readonly lines: readonly Json[];
  /** How much it told. */
  readonly count: number;
  readonly error?: unknown;
}

const ready: OperationState = { status: 'ready', lines: [], count: 0 };

/** Carries out an operation, follows it where it goes on, and says how it stands. */
export function useOperation({ name, kind, takesKey }: Pick<OperationFacts, 'name' | 'kind' | 'takesKey'>) {
  const client = useClient();
  const cache = useQueryClient();
  const [state, setState] = useState<OperationState>(ready);
  const running = useRef<AbortController>(undefined);
  const sent = useRef<{ readonly text: string; readonly key: string }>(undefined);
  useEffect(() => () => { running.current?.abort(); }, []);

  /** What was sent before and got no answer is sent with the key it had. */
  const keyed = (input: JsonObject): JsonObject => {
    if (!takesKey || input['key'] !== undefined) return input;
    const text = JSON.stringify(input);
    if (sent.current?.text !== text) sent.current = { text, key: crypto.randomUUID() };
    return { ...input, key: sent.current.key };
  };
  const run = async (input: JsonObject): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    setState({ ...ready, status: 'running' });
    try {
      const answer = await methodOf(client, name)(keyed(input), { signal: controller.signal });
      if (kind === 'stream') await follow(name, answer as AsyncIterable<Json>, setState);
      else setState({ ...ready, status: 'done', answer: answer as Json });
      if (kind === 'command') {
        sent.current = undefined;
        await cache.invalidateQueries();
      }
    } catch (error) {
      setState((before) => (controller.signal.aborted ? { ...before, status: 'done' } : { ...before, status: 'failed', error }));
    }
  };
  return { state, run, stop: () => { running.current?.abort(); } };
}

type Method = (input: JsonObject, options: { readonly signal: AbortSignal }) => Promise<unknown>;

/** The method of an operation by its name. */
function methodOf(client: Client, name: string): Method {
  const [area = '', verb = ''] = name.split('.');
  const methods = client[area as keyof Client] as unknown as Readonly<Record<string, Method | undefined>>;
  const method = methods[verb];
  if (method === undefined) throw new Error(`The client has no operation ${name}.`);
  return method;
}

/** Shows each thing as it comes; bytes among them are saved as a file at the end. */
async function follow(name: string, stream: AsyncIterable<Json>, tell: (change: (before: OperationState) => OperationState) => void): Promise<void> {
  const parts: BlobPart[] = [];
  let file = { name: name.replace('.', '-'), mediaType: 'application/octet-stream' };
  for await (const item of stream) {
    const piece = (typeof item === 'object' && item !== null ? item : {}) as JsonObject;
    const { content, name: called, mediaType, ...rest } = piece;
    if (typeof called === 'string' && typeof mediaType === 'string') file = { name: called, mediaType };
    const isBytes = typeof content === 'string';
    if (isBytes) parts.push(bytesFromBase64(content));
    tell((before) => ({ ...before, count: before.count + 1, lines: [...before.lines, isBytes ? rest : item].slice(-mostLines) }));
  }
  if (parts.length > 0) saveBytes(file, new Blob(parts));
  tell((before) => ({ ...before, status: 'done' }));
}
