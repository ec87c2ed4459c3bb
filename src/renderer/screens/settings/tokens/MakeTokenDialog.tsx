import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { accessLevels } from '../../../../core/domain/model/actor.ts';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { DialogForm } from '../../../components/DialogForm.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { shellWords } from '../../../strings/shell.ts';
import { tokenWords as words } from '../../../strings/tokens.ts';
import styles from '../panels.module.css';
import { scopesOf } from './scopes-of.ts';

/** Makes a token, and shows it this once. It is kept in no cache of the page: when the dialog closes it is gone. */
export function MakeTokenDialog({ onClose }: { readonly onClose: () => void }) {
  const [made, setMade] = useState<{ readonly name: string; readonly token: string }>();
  if (made === undefined) return <MakeToken onMade={setMade} onClose={onClose} />;
  return (
    <Dialog title={words.made(made.name)} isOpen onClose={onClose}>
      <DialogBody>
        <div className={styles['stack']}>
          <p>{words.onceText}</p>
          <CommandLine command={made.token} />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button look="primary" onPress={onClose}>{words.done}</Button>
      </DialogFooter>
    </Dialog>
  );
}

interface MakeTokenProps {
  readonly onMade: (made: { readonly name: string; readonly token: string }) => void;
  readonly onClose: () => void;
}

function MakeToken({ onMade, onClose }: MakeTokenProps) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const [level, setLevel] = useState('read');
  const [areas, setAreas] = useState('');
  const [days, setDays] = useState('90');
  const [description, setDescription] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<unknown>();
  const isWhole = /^\d{1,4}$/u.test(days) && Number(days) >= 1 && Number(days) <= 3650;
  const facts = { scopes: scopesOf(level, areas), days: Number(days), ...(description.trim() === '' ? {} : { description: description.trim() }) };
  const make = async (): Promise<void> => {
    setIsChecked(true);
    if (name.trim() === '' || !isWhole) return;
    setIsPending(true);
    setError(undefined);
    try {
      const made = await client.tokens.create({ name: name.trim(), ...facts });
      await cache.invalidateQueries({ queryKey: queries.tokens.key() });
      onMade({ name: made.name, token: made.token });
    } catch (failure) {
      setError(failure);
    } finally {
      setIsPending(false);
    }
  };
  return (
    <Dialog title={words.add} isOpen onClose={onClose}>
      <DialogForm autoComplete="off" onSubmit={() => { void make(); }}>
        <DialogBody>
          <div className={styles['stack']}>
            <TextInput label={words.name} help={words.nameHelp} isRequired value={name} error={isChecked && name.trim() === '' ? words.nameMissing : undefined} onChange={setName} />
            <SelectInput label={words.level} isRequired value={level} choices={accessLevels.map((value) => ({ value, label: words.levels[value] }))} onChange={setLevel} />
            <TextInput label={words.areas} help={words.areasHelp} value={areas} onChange={setAreas} />
            <TextInput label={words.days} isRequired value={days} error={isWhole ? undefined : words.daysWrong} onChange={setDays} />
            <TextInput label={words.description} value={description} onChange={setDescription} />
            {error !== undefined && <Failure error={error} title={words.notMade} isInline />}
            {name.trim() !== '' && (
              <div>
                <p className={styles['caption']}>{words.cli}</p>
                <CommandLine command={commandWords(['tokens', 'create', name.trim()], facts)} />
              </div>
            )}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isPending={isPending}>
            {words.makeAction}
          </Button>
        </DialogFooter>
      </DialogForm>
    </Dialog>
  );
}
