import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useClient } from '../../../client/ClientProvider.tsx';

type Question = Parameters<ReturnType<typeof useClient>['connectors']['ask']>[0];

/** A prompt that is tried: what was said so far, the answer once it is whole, and a way to stop it. */
export function usePrompt(question: Question) {
  const client = useClient();
  const asking = useRef<AbortController>(undefined);
  const [said, setSaid] = useState('');
  const ask = useMutation({
    gcTime: 0,
    mutationFn: async () => {
      const { signal } = (asking.current = new AbortController());
      const follow = crypto.randomUUID();
      setSaid('');
      const pieces = await client.connectors.follow({ name: follow }, { signal });
      // The first says that somebody listens.
      await pieces.next();
      void hear(pieces, (text) => { setSaid((before) => before + text); });
      return client.connectors.ask({ ...question, follow }, { signal });
    },
  });
  const stop = (): void => {
    asking.current?.abort();
    ask.reset();
  };
  useEffect(() => () => { asking.current?.abort(); }, []);
  return { ask, said, stop };
}

async function hear(pieces: AsyncIterable<{ readonly text: string }>, onText: (text: string) => void): Promise<void> {
  try {
    for await (const { text } of pieces) onText(text);
  } catch {
    // What stopped it is told in place of the answer.
  }
}
