import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { Autocomplete, Dialog, Header, Input, Label, ListBox, ListBoxItem, ListBoxSection, Modal, ModalOverlay, SearchField, useFilter } from 'react-aria-components';
import { useQueries } from '../client/ClientProvider.tsx';
import { classNames } from '../components/class-names.ts';
import dialogStyles from '../components/Dialog.module.css';
import { Icon } from '../components/Icon.tsx';
import { RunDialog } from '../screens/workflows/RunDialog.tsx';
import { operationWordsQuery } from '../state/contract-words.ts';
import { shellWords } from '../strings/shell.ts';
import { useOfferedCommands } from '../state/offered-commands.ts';
import { commandGroups, type PaletteEntry, paletteGroups } from './palette-entries.ts';
import styles from './Palette.module.css';

/** The field owns the list below it, which React Aria names as what it controls. */
const asCombobox = { role: 'combobox', 'aria-expanded': true, 'aria-haspopup': 'listbox' } as const;

/** One field that finds screens, workflows, documents and actions; arrows choose, Enter does it. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueries();
  const navigate = useNavigate();
  const [running, setRunning] = useState<string>();
  const workflows = useQuery(queries.workflows.list.queryOptions({ input: {} }));
  const operations = useQuery(operationWordsQuery);
  const documents = useQuery(queries.docs.list.queryOptions({ input: { limit: 100 } }));
  const commands = useOfferedCommands();
  const groups = useMemo(
    () => [...commandGroups(commands), ...paletteGroups(workflows.data?.items ?? [], operations.data ?? [], documents.data?.items)],
    [commands, workflows.data, operations.data, documents.data],
  );
  const { contains } = useFilter({ sensitivity: 'base' });

  const choose = ({ act }: PaletteEntry): void => {
    if ('run' in act) {
      setRunning(act.run);
      return;
    }
    onClose();
    // Once the palette is gone and the focus is where it was.
    if ('command' in act) setTimeout(act.command.run);
    else if ('go' in act) void navigate({ to: act.go });
    else if ('document' in act) void navigate({ to: '/documents/$id', params: { id: act.document } });
    else void navigate({ to: '/workflows/$id', params: { id: act.open } });
  };

  if (running !== undefined) return <RunDialog workflowId={running} onClose={onClose} />;
  return (
    <ModalOverlay className={classNames(dialogStyles['scrim'])} isOpen isDismissable onOpenChange={onClose}>
      <Modal className={classNames(dialogStyles['modal'], dialogStyles['medium'])}>
        <Dialog aria-label={shellWords.palette.title} className={classNames(dialogStyles['dialog'])}>
          <Autocomplete filter={(text, typed) => typed.split(/\s+/u).every((word) => contains(text, word))}>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the window is this field */}
            <SearchField autoFocus className={classNames(styles['search'])}>
              <Label className="visually-hidden">{shellWords.palette.placeholder}</Label>
              <Icon name="search" />
              <Input placeholder={shellWords.palette.placeholder} {...asCombobox} />
            </SearchField>
            <ListBox
              aria-label={shellWords.palette.title}
              className={classNames(styles['list'])}
              renderEmptyState={() => <p className={styles['empty']}>{shellWords.palette.empty}</p>}
            >
              {groups.map(({ title, entries }) => (
                <ListBoxSection key={title} id={title} className={classNames(styles['group'])}>
                  <Header className={classNames(styles['title'])}>{title}</Header>
                  {entries.map((entry) => (
                    <ListBoxItem
                      key={entry.id}
                      id={entry.id}
                      textValue={[entry.label, entry.hint, entry.also ?? ''].join(' ')}
                      isDisabled={entry.obstacle !== undefined}
                      className={classNames(styles['entry'])}
                      onAction={() => {
                        choose(entry);
                      }}
                    >
                      <Icon name={entry.icon} />
                      <span className={styles['label']}>
                        {entry.label}
                        {entry.obstacle !== undefined && <span className={styles['obstacle']}>{entry.obstacle}</span>}
                      </span>
                      <code className={styles['hint']}>{entry.hint}</code>
                    </ListBoxItem>
                  ))}
                </ListBoxSection>
              ))}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
