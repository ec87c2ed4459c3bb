import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { budgetScopes } from '../../../../core/domain/model/budget.ts';
import type { BudgetView } from '../../../../core/domain/operations/budgets.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { DialogForm } from '../../../components/DialogForm.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { shellWords } from '../../../strings/shell.ts';
import { usageWords as words } from '../../../strings/usage.ts';
import styles from '../panels.module.css';
import { budgetForm, type BudgetForm, readBudget } from './budget-form.ts';

/** Makes a budget or changes one. */
export function BudgetDialog({ budget, onClose }: { readonly budget: BudgetView | undefined; readonly onClose: () => void }) {
  const queries = useQueries();
  const cache = useQueryClient();
  const [form, setForm] = useState<BudgetForm>(() => budgetForm(budget));
  const [isChecked, setIsChecked] = useState(false);
  const read = readBudget(form);
  const faults = isChecked ? read.errors : {};
  const put = (field: keyof BudgetForm) => (value: string): void => { setForm((before) => ({ ...before, [field]: value })); };
  const save = useMutation(
    queries.budgets.set.mutationOptions({
      onSuccess: async ({ id }) => {
        sayDone(words.saved(id));
        await cache.invalidateQueries({ queryKey: queries.budgets.key() });
        onClose();
      },
    }),
  );
  const { id, ...caps } = read.budget;
  return (
    <Dialog title={budget === undefined ? words.add : words.editNamed(budget.id)} isOpen onClose={onClose}>
      <DialogForm
        onSubmit={() => {
          setIsChecked(true);
          if (Object.keys(read.errors).length === 0) save.mutate(read.budget);
        }}
      >
        <DialogBody>
          <div className={styles['stack']}>
            <TextInput label={words.id} help={words.idHelp} isRequired isDisabled={budget !== undefined} value={form.id} error={faults.id} onChange={put('id')} />
            <SelectInput label={words.scope} isRequired value={form.scope} choices={budgetScopes.map((value) => ({ value, label: words.scopes[value] }))} onChange={put('scope')} />
            <TextInput label={words.money} help={words.moneyHelp} kind="number" value={form.dollars} error={faults.dollars} onChange={put('dollars')} />
            <TextInput label={words.tokens} kind="number" value={form.tokens} error={faults.tokens} onChange={put('tokens')} />
            <TextInput label={words.calls} kind="number" value={form.calls} error={faults.calls} onChange={put('calls')} />
            <TextInput label={words.workflow} value={form.workflow} onChange={put('workflow')} />
            <TextInput label={words.connector} value={form.connector} onChange={put('connector')} />
            <TextInput label={words.credential} value={form.credential} onChange={put('credential')} />
            {save.error !== null && <Failure error={save.error} title={words.notSaved} isInline />}
            {id !== '' && (
              <div>
                <p className={styles['caption']}>{words.cli}</p>
                <CommandLine command={commandWords(['budgets', 'set', id], caps)} />
              </div>
            )}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isPending={save.isPending}>
            {words.save}
          </Button>
        </DialogFooter>
      </DialogForm>
    </Dialog>
  );
}
