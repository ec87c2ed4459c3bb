import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import type { WorkflowSummary } from '../../../core/domain/operations/workflows.ts';
import { useClient, useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/class-names.ts';
import fieldStyles from '../../components/fields/fields.module.css';
import { sayFailed } from '../../components/toasts.ts';
import { libraryWords } from '../../strings/library.ts';
import { DuplicateDialog } from './DuplicateDialog.tsx';
import { freeName } from './free-name.ts';
import styles from './library.module.css';

const words = libraryWords.create;
const templates = ['blank', 'ask', 'review', 'batch'] as const;
type Template = (typeof templates)[number];

/** Begins a workflow, blank or from something that works already, and opens it in the designer at once. */
export function CreateMenu({ workflows }: { readonly workflows: readonly WorkflowSummary[] }) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [sample, setSample] = useState<WorkflowSummary>();
  const samples = workflows.filter(({ origin }) => origin === 'sample');
  const create = useMutation({
    mutationFn: async (template: Template) => client.workflows.create({ name: freeName(words.names[template], workflows.map(({ name }) => name)), template }),
    async onSuccess({ slug }) {
      await cache.invalidateQueries({ queryKey: queries.workflows.list.key() });
      await navigate({ to: '/workflows/$id', params: { id: slug } });
    },
    onError(error) {
      sayFailed(words.failed, error);
    },
  });
  return (
    <>
      <MenuTrigger>
        <Button look="primary" icon="plus" isPending={create.isPending}>
          {words.open}
        </Button>
        <Popover className={classNames(fieldStyles['popover'])} placement="bottom end">
          <Menu
            className={classNames(fieldStyles['list'])}
            onAction={(key) => {
              const template = templates.find((each) => each === key);
              if (template === undefined) setSample(samples.find(({ id }) => id === key));
              else create.mutate(template);
            }}
          >
            {[
              ...templates.map((each) => ({ id: each, label: words.templates[each].title, hint: words.templates[each].text })),
              ...samples.map(({ id, name, description }) => ({ id, label: words.fromSample(name), hint: description })),
            ].map(({ id, label, hint }) => (
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
