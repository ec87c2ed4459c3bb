import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FileTrigger } from 'react-aria-components';
import { formatOfName } from '../../../../core/domain/model/document-entry.ts';
import { AppError } from '../../../../core/domain/model/errors.ts';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useClient } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { readBase64 } from '../../../components/read-base64.ts';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { documentWords as words } from '../../../strings/documents.ts';
import { useRefreshDocuments } from './use-refresh-documents.ts';

/** Takes a file of this computer into the registry and opens it. */
export function ImportButton({ role }: { readonly role: DocumentEntry['role'] }) {
  const client = useClient();
  const navigate = useNavigate();
  const refresh = useRefreshDocuments();
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const format = formatOfName(file.name);
      if (format === undefined) throw new AppError('input_invalid', words.unknownFormat(file.name), { next: words.unknownFormatNext });
      return client.docs.create({ title: file.name.replace(/\.[^.]+$/u, ''), format, role, content: await readBase64(file) });
    },
    onError: (error) => {
      sayFailed(words.importFailed, error);
    },
    onSuccess: async ({ entry }) => {
      sayDone(words.imported(entry.title));
      await refresh();
      await navigate({ to: '/documents/$id', params: { id: entry.id } });
    },
  });
  return (
    <FileTrigger
      onSelect={(files) => {
        const file = files?.item(0);
        if (file) upload.mutate(file);
      }}
    >
      <Button icon="upload" isPending={upload.isPending}>
        {words.import}
      </Button>
    </FileTrigger>
  );
}
