import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { useClient, useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { sayDone, sayFailed } from '../../components/toasts.ts';
import { saveBytes } from '../../console/save-bytes.ts';
import { designerWords } from '../../strings/designer.ts';
import { workflowWords } from '../../strings/workflows.ts';

interface KeepElsewhereProps {
  readonly definition: JsonObject;
  /** It is a workflow of its own: nothing else has to keep it any more. */
  readonly onKept: () => Promise<void>;
}

const words = designerWords.gone;

/** What becomes of a definition whose workflow was deleted: a new workflow, or a file. */
export function KeepElsewhere({ definition, onKept }: KeepElsewhereProps) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [isPending, setIsPending] = useState(false);
  const given = textIn(definition, 'name') ?? '';
  const name = given.trim() === '' ? workflowWords.one : given;
  const make = async (): Promise<void> => {
    setIsPending(true);
    try {
      const created = await client.workflows.create({ name, definition });
      const { slug } = created;
      await onKept();
      // It may stand at the very address of the one that is gone.
      cache.setQueryData(queries.workflows.get.queryKey({ input: { id: slug } }), created);
      sayDone(words.made(name));
      await navigate({ to: '/workflows/$id', params: { id: slug } });
    } catch (error) {
      sayFailed(words.cannotMake, error);
    }
    setIsPending(false);
  };
  return (
    <>
      <Button size="small" look="primary" isPending={isPending} onPress={() => void make()}>
        {words.make}
      </Button>
      <Button size="small" onPress={() => { saveBytes({ name: `${name}.json`, mediaType: 'application/json' }, JSON.stringify(definition, undefined, 2)); }}>
        {words.download}
      </Button>
    </>
  );
}
