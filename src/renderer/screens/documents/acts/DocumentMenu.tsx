import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import { IconButton } from '../../../components/Button.tsx';
import { classNames } from '../../../components/class-names.ts';
import fieldStyles from '../../../components/fields/fields.module.css';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { documentWords as words } from '../../../strings/documents.ts';
import { AttachDialog } from './AttachDialog.tsx';
import { downloadDocument } from './download-document.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { PropertiesDialog } from './PropertiesDialog.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';

type Act = 'properties' | 'duplicate' | 'attach' | 'export' | 'download' | 'remove';
type DialogName = Exclude<Act, 'duplicate' | 'download'>;

/** What is done to a document as a whole. */
export function DocumentMenu({ document }: { readonly document: DocumentEntry }) {
  const client = useClient();
  const [opened, setOpened] = useState<DialogName>();
  const duplicate = useDuplicate();
  const download = useMutation({
    mutationFn: async () => downloadDocument(client, document),
    onError: (error) => {
      sayFailed(words.downloadFailed, error);
    },
  });
  const acts: readonly Act[] = ['properties', 'duplicate', ...(document.role === 'template' ? (['attach'] as const) : []), 'export', 'download', 'remove'];
  const close = (): void => {
    setOpened(undefined);
  };

  return (
    <>
      <MenuTrigger>
        <IconButton icon="more" label={words.menu(document.title)} />
        <Popover className={classNames(fieldStyles['popover'])} placement="bottom end">
          <Menu
            className={classNames(fieldStyles['list'])}
            onAction={(key) => {
              const act = acts.find((each) => each === key);
              if (act === 'duplicate') duplicate.mutate({ id: document.id });
              else if (act === 'download') download.mutate();
              else setOpened(act);
            }}
          >
            {acts.map((act) => (
              <MenuItem key={act} id={act} className={classNames(fieldStyles['item'])}>
                {words[act]}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {opened === 'properties' && <PropertiesDialog document={document} onClose={close} />}
      {opened === 'attach' && <AttachDialog template={document} onClose={close} />}
      {opened === 'export' && <ExportDialog document={document} onClose={close} />}
      {opened === 'remove' && <RemoveDialog document={document} onClose={close} />}
    </>
  );
}

/** Copies a document and opens the copy. */
function useDuplicate() {
  const queries = useQueries();
  const cache = useQueryClient();
  const navigate = useNavigate();
  return useMutation(
    queries.docs.duplicate.mutationOptions({
      onSuccess: async ({ entry }) => {
        sayDone(words.duplicated(entry.title));
        await cache.invalidateQueries({ queryKey: queries.docs.list.key() });
        await navigate({ to: '/documents/$id', params: { id: entry.id } });
      },
      onError: (error) => {
        sayFailed(words.duplicateFailed, error);
      },
    }),
  );
}
