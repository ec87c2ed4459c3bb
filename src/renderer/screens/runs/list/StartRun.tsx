import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/class-names.ts';
import fieldStyles from '../../../components/fields/fields.module.css';
import { useWorkflows } from '../../../state/use-workflows.ts';
import { runListWords } from '../../../strings/runs-list.ts';
import { RunDialog } from '../../workflows/RunDialog.tsx';

/** A workflow to choose, and its inputs; nothing while there is no workflow. */
export function StartRun() {
  const workflows = useWorkflows();
  const [starting, setStarting] = useState<string>();
  const items = workflows.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <MenuTrigger>
        <Button look="primary" icon="play">{runListWords.start}</Button>
        <Popover className={classNames(fieldStyles['popover'])} placement="bottom end">
          <Menu className={classNames(fieldStyles['list'])} aria-label={runListWords.startWhich} items={items} onAction={(key) => { setStarting(String(key)); }}>
            {({ id, name }) => <MenuItem id={id} className={classNames(fieldStyles['item'])}>{name}</MenuItem>}
          </Menu>
        </Popover>
      </MenuTrigger>
      {starting !== undefined && <RunDialog workflowId={starting} onClose={() => { setStarting(undefined); }} />}
    </>
  );
}
