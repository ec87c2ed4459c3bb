import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import type { WorkflowSummary } from '../../../core/domain/operations/workflows.ts';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/class-names.ts';
import fieldStyles from '../../components/fields/fields.module.css';
import { offerCommands } from '../../state/offered-commands.ts';
import { libraryWords } from '../../strings/library.ts';
import { DuplicateDialog } from './DuplicateDialog.tsx';
import styles from './library.module.css';
import { templates, useCreateWorkflow } from './use-create-workflow.ts';

const words = libraryWords.create;

/** Begins a workflow, blank or from something that works already, and opens it in the designer at once. The palette does the same. */
export function CreateMenu({ workflows }: { readonly workflows: readonly WorkflowSummary[] }) {
  const [sample, setSample] = useState<WorkflowSummary>();
  const entries = useMemo(() => entriesOf(workflows), [workflows]);
  const create = useCreateWorkflow();
  const begin = (chosen: string): void => {
    const template = templates.find((each) => each === chosen);
    if (template === undefined) setSample(workflows.find(({ id }) => id === chosen));
    else create.begin(template);
  };
  const beginFromPalette = useEffectEvent(begin);
  useEffect(
    () =>
      offerCommands(entries.map(({ id, label, hint }) => ({
        id: `create.${id}`,
        title: label,
        also: `${words.alsoCalled} ${hint}`,
        group: words.open,
        keys: [],
        obstacle: () => undefined,
        run: () => { beginFromPalette(id); },
      }))),
    [entries],
  );
  return (
    <>
      <MenuTrigger>
        <Button look="primary" icon="plus" isPending={create.isPending}>
          {words.open}
        </Button>
        <Popover className={classNames(fieldStyles['popover'])} placement="bottom end">
          <Menu
            className={classNames(fieldStyles['list'])}
            onAction={(key) => { begin(String(key)); }}
          >
            {entries.map(({ id, label, hint }) => (
              <MenuItem key={id} id={id} textValue={label} className={classNames(fieldStyles['item'], styles['entry'])}>
                <Text slot="label">{label}</Text>
                <Text slot="description" className={classNames(styles['hint'])}>
                  {hint}
                </Text>
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {sample !== undefined && (
        <DuplicateDialog
          workflow={sample}
          onClose={() => {
            setSample(undefined);
          }}
        />
      )}
    </>
  );
}

interface Entry {
  /** Of a template, or of the sample that is copied. */
  readonly id: string;
  readonly label: string;
  readonly hint: string;
}

function entriesOf(workflows: readonly WorkflowSummary[]): readonly Entry[] {
  const samples = workflows.filter(({ origin }) => origin === 'sample');
  return [
    ...templates.map((id) => ({ id, label: words.templates[id].title, hint: words.templates[id].text })),
    ...samples.map(({ id, name, description }) => ({ id, label: words.fromSample(name), hint: description })),
  ];
}
