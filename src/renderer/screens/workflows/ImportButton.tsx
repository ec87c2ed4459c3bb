import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FileTrigger } from 'react-aria-components';
import { useClient, useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { readBase64 } from '../../components/read-base64.ts';
import { sayDone, sayFailed } from '../../components/toasts.ts';
import { workflowWords } from '../../strings/workflows.ts';

/** Takes a JSON or ZIP file, imports it as a draft and opens it. */
export function ImportButton() {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const upload = useMutation({
    mutationFn: async (file: File) => client.workflows.import({ content: await readBase64(file) }),
    onError: (error) => {
      sayFailed(workflowWords.importFailed, error);
    },
    onSuccess: async ({ workflow }) => {
      sayDone(workflowWords.imported(workflow.name));
      await cache.invalidateQueries({ queryKey: queries.workflows.key() });
      await navigate({ to: '/workflows/$id', params: { id: workflow.slug } });
    },
  });

  return (
    <FileTrigger
      acceptedFileTypes={['.json', '.zip', 'application/json', 'application/zip']}
      onSelect={(files) => {
        const file = files?.item(0);
        if (file) upload.mutate(file);
      }}
    >
      <Button icon="upload" isPending={upload.isPending}>
        {workflowWords.import}
      </Button>
    </FileTrigger>
  );
}
