import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { Breadcrumb } from '../../components/Breadcrumb.tsx';
import { classNames } from '../../components/class-names.ts';
import { StatusChip } from '../../components/StatusChip.tsx';
import { workflowLook } from '../../screens/workflows/describe-workflow.ts';
import { designerWords as words } from '../../strings/designer.ts';
import { shellWords } from '../../strings/shell.ts';
import { workflowWords } from '../../strings/workflows.ts';
import { CommandButton } from '../commands/CommandButton.tsx';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import styles from './DesignerHeader.module.css';
import { EditableText } from './EditableText.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { SavingState } from './SavingState.tsx';
import { useOwnAddress } from './use-own-address.ts';

/** How a workflow came to be, where that is worth saying. */
const origins: Readonly<Record<string, string>> = words.origins;

/** What the workflow is called and how it stands, and what is done to it as a whole. */
export function DesignerHeader() {
  const { session } = useDesigner();
  const { slug, origin } = useDesignerState((state) => state.workflow);
  const began = origins[origin];
  const isReadOnly = useDesignerState((state) => state.isReadOnly);
  const name = useDesignerState((state) => textIn(state.definition, 'name') ?? '');
  const description = useDesignerState((state) => textIn(state.definition, 'description') ?? '');
  useOwnAddress();
  useEffect(() => {
    document.title = `${name} · ${shellWords.product}`;
  }, [name]);
  const setter = (field: 'name' | 'description') => (value: string, isContinued: boolean): void => {
    session.edit({ kind: 'set', at: 'workflow', path: [field], value }, { isContinued });
  };

  return (
    <header className={styles['header']}>
      <div className={styles['words']}>
        <Breadcrumb list={<Link to="/workflows">{workflowWords.title}</Link>} own={<><code>{slug}</code>{began !== undefined && ` · ${began}`}</>} />
        <div className={styles['title']}>
          <h1>
            <EditableText value={name} label={words.name} action={words.rename} isReadOnly={isReadOnly} isRequired maxLength={200} onChange={setter('name')} />
          </h1>
          <VersionChip />
          <SavingState />
        </div>
        <div className={styles['description']}>
          <EditableText value={description} label={words.description} action={words.describe} placeholder={words.noDescription} isReadOnly={isReadOnly} maxLength={4000} onChange={setter('description')} />
        </div>
      </div>
      <div data-designer-pane data-tour="actions" role="toolbar" aria-label={words.toolbar} className={styles['actions']}>
        <UndoButtons />
        <CommandButton command="problems.verify" icon="check" />
        <CommandButton command="frame.checkpoint" icon="flag" />
        <CommandButton command="frame.export" icon="download" />
        <MoreMenu />
        <CommandButton command="frame.publish" look="plain" label={workflowWords.publish} />
        <CommandButton command="frame.run" look="primary" label={workflowWords.run} />
      </div>
    </header>
  );
}

function UndoButtons() {
  const undo = useDesignerState((state) => state.undo);
  const redo = useDesignerState((state) => state.redo);
  return (
    <>
      <CommandButton command="frame.undo" icon="undo" {...(undo === undefined ? {} : { label: words.commands.undoNamed(undo) })} />
      <CommandButton command="frame.redo" icon="redo" {...(redo === undefined ? {} : { label: words.commands.redoNamed(redo) })} />
    </>
  );
}

/** Draft, published, or changed since a version; then it leads to what changed. */
function VersionChip() {
  const { view } = useDesigner();
  const status = useDesignerState((state) => state.workflow.status);
  const version = useDesignerState((state) => state.workflow.version);
  const isUnsaved = useDesignerState((state) => state.saving.status !== 'saved');
  const shown = status === 'published' && isUnsaved ? 'changed' : status;
  const look = workflowLook(shown);
  if (shown !== 'changed' || version === undefined) return <StatusChip look={look} />;
  return (
    <AriaButton className={classNames(styles['version'])} aria-label={words.showChanges(version)} onPress={() => { view.set({ dialog: { name: 'history' } }); }}>
      <StatusChip look={{ ...look, label: words.changedSince(version) }} />
    </AriaButton>
  );
}
