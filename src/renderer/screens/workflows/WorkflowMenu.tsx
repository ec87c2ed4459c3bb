import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { WorkflowSummary } from '../../../core/domain/operations/workflows.ts';
import { IconButton } from '../../components/Button.tsx';
import { classNames } from '../../components/class-names.ts';
import fieldStyles from '../../components/fields/fields.module.css';
import { workflowWords } from '../../strings/workflows.ts';
import { DeleteWorkflowDialog } from './DeleteWorkflowDialog.tsx';
import { DuplicateDialog } from './DuplicateDialog.tsx';
import { ExportDialog } from './ExportDialog.tsx';

const acts = ['duplicate', 'export', 'delete'] as const;

/** What is done to a workflow now and then: duplicate it, export it, delete it. */
export function WorkflowMenu({ workflow }: { readonly workflow: WorkflowSummary }) {
  const [act, setAct] = useState<(typeof acts)[number]>();
  const close = (): void => {
    setAct(undefined);
  };
  return (
    <>
      <MenuTrigger>
        <IconButton icon="more" label={workflowWords.moreFor(workflow.name)} />
        <Popover className={classNames(fieldStyles['popover'])} placement="bottom end">
          <Menu
            className={classNames(fieldStyles['list'])}
            onAction={(key) => {
              setAct(acts.find((each) => each === key));
            }}
          >
            {acts.map((each) => (
              <MenuItem key={each} id={each} className={classNames(fieldStyles['item'])}>
                {workflowWords[each]}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {act === 'duplicate' && <DuplicateDialog workflow={workflow} onClose={close} />}
      {act === 'export' && <ExportDialog workflow={workflow} onClose={close} />}
      {act === 'delete' && <DeleteWorkflowDialog workflow={workflow} onClose={close} />}
    </>
  );
}
