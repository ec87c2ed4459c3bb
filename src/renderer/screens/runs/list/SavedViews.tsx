import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog as AriaDialog, DialogTrigger, Popover } from 'react-aria-components';
import { isJsonObject, type Json } from '../../../../core/domain/model/json.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button, IconButton } from '../../../components/Button.tsx';
import { classNames } from '../../../components/class-names.ts';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { DialogForm } from '../../../components/DialogForm.tsx';
import fieldStyles from '../../../components/fields/fields.module.css';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { shellWords } from '../../../strings/shell.ts';
import { runListWords } from '../../../strings/runs-list.ts';
import styles from './RunFilters.module.css';
import { readViewQuery, type RunsFilter, viewQuery } from './runs-filter.ts';

const words = runListWords.views;

interface View {
  readonly name: string;
  readonly query: string;
}

/** Views of the list that somebody named; the settings of the active profile keep them. */
export function SavedViews({ filter, onOpen }: { readonly filter: RunsFilter; readonly onOpen: (filter: RunsFilter) => void }) {
  const { views, save } = useViews();
  const [isSaving, setIsSaving] = useState(false);
  return (
    <>
      <DialogTrigger>
        <Button icon="list">{words.open}</Button>
        <Popover className={classNames(fieldStyles['popover'])} placement="bottom end">
          <AriaDialog aria-label={words.label} className={classNames(styles['views'])}>
            {({ close }) => (
              <>
                {views.length === 0 && <p className={styles['note']}>{words.none}</p>}
                {views.map((view) => (
                  <div key={view.name} className={styles['view']}>
                    <Button look="quiet" size="small" onPress={() => { close(); onOpen(readViewQuery(view.query)); }}>{view.name}</Button>
                    <IconButton icon="cross" label={words.remove(view.name)} onPress={() => { save(views.filter(({ name }) => name !== view.name), words.removed(view.name)); }} />
                  </div>
                ))}
                <Button size="small" onPress={() => { close(); setIsSaving(true); }}>{words.save}</Button>
              </>
            )}
          </AriaDialog>
        </Popover>
      </DialogTrigger>
      {isSaving && (
        <SaveView
          command={(name) => commandWords(['settings', 'set', 'appearance.runViews', JSON.stringify(withView(views, { name, query: viewQuery(filter) }))])}
          onClose={() => { setIsSaving(false); }}
          onSave={(name) => {
            setIsSaving(false);
            save(withView(views, { name, query: viewQuery(filter) }), words.saved(name));
          }}
        />
      )}
    </>
  );
}

interface SaveViewProps {
  readonly command: (name: string) => string;
  readonly onClose: () => void;
  readonly onSave: (name: string) => void;
}

function SaveView({ command, onClose, onSave }: SaveViewProps) {
  const [name, setName] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const isMissing = name.trim() === '';
  return (
    <Dialog title={words.saveTitle} isOpen onClose={onClose} size="small">
      <DialogForm
        onSubmit={() => {
          setIsChecked(true);
          if (!isMissing) onSave(name.trim());
        }}
      >
        <DialogBody>
          <TextInput label={words.name} help={words.nameHelp} isRequired value={name} onChange={setName} error={isChecked && isMissing ? words.missing : undefined} />
          {!isMissing && <CommandLine command={command(name.trim())} />}
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary">{words.action}</Button>
        </DialogFooter>
      </DialogForm>
    </Dialog>
  );
}

function useViews() {
  const queries = useQueries();
  const cache = useQueryClient();
  const { data } = useQuery(queries.settings.get.queryOptions({ input: { section: 'appearance' }, staleTime: 60_000 }));
  const set = useMutation(
    queries.settings.set.mutationOptions({
      onError: (error) => { sayFailed(words.failed, error); },
      onSettled: async () => cache.invalidateQueries({ queryKey: queries.settings.key() }),
    }),
  );
  return {
    views: readViews(data?.value),
    save: (views: readonly View[], done: string) => {
      set.mutate({ section: 'appearance.runViews', value: views.map((view) => ({ ...view })) }, { onSuccess: () => { sayDone(done); } });
    },
  };
}

function withView(views: readonly View[], view: View): readonly View[] {
  return [...views.filter(({ name }) => name !== view.name), view].toSorted((one, other) => one.name.localeCompare(other.name));
}

function readViews(section: Json | undefined): readonly View[] {
  const list = isJsonObject(section) ? section['runViews'] : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: Json) => (isJsonObject(each) && typeof each['name'] === 'string' && typeof each['query'] === 'string' ? [{ name: each['name'], query: each['query'] }] : []));
}
