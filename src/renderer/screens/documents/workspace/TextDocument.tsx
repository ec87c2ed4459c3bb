import { type ComponentProps, useReducer, useState } from 'react';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { Page } from '../../../components/Page.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { sayDone } from '../../../components/toasts.ts';
import type { TextEditorProps } from '../../../editors/text/TextEditor.tsx';
import { workspaceWords as words } from '../../../strings/documents.ts';
import { ExportDialog } from '../acts/ExportDialog.tsx';
import type { CurrentDocument } from './current-document.ts';
import { DocumentPanel } from './DocumentPanel.tsx';
import { DocumentState, whereItStands } from './document-head.tsx';
import { edited, type Editing, isModified, standing } from './editing.ts';
import { EditorArea } from './EditorArea.tsx';
import { Footer } from './Footer.tsx';
import { MergePanel } from './MergePanel.tsx';
import { Notices } from './Notices.tsx';
import { OpenDocuments } from './OpenDocuments.tsx';
import { SaveActions } from './SaveActions.tsx';
import { useKeptDraft } from './use-kept-draft.ts';
import { usePreview } from './use-preview.ts';
import { useProblems } from './use-problems.ts';
import { useSaving } from './use-saving.ts';
import { useWorkspaceKeys } from './use-workspace-keys.ts';
import styles from './TextDocument.module.css';

export interface TextDocumentProps {
  /** As the registry has it, asked again and again. */
  readonly current: CurrentDocument;
  /** As it was taken up. */
  readonly begun: Editing;
}

const noProblems: ComponentProps<typeof EditorArea>['problems'] = [];

/** A document that is text: read, changed, saved, compared, merged. */
export function TextDocument({ current, begun }: TextDocumentProps) {
  const { entry } = current;
  const [editing, dispatch] = useReducer(edited, begun);
  const [isMerging, setIsMerging] = useState(false);
  const [isDiscarding, setIsDiscarding] = useState(false);
  const [isExporting, setIsExporting] = useState(false);
  const [goTo, setGoTo] = useState<NonNullable<TextEditorProps['goTo']>>();
  const preview = usePreview(entry.format);
  const fault = useKeptDraft({ id: entry.id, editing, dispatch });
  const checked = useProblems(entry, editing.text);
  const saving = useSaving({ entry, dispatch, onConflict: () => { setIsMerging(true); } });
  const isLocked = entry.lockedBy !== undefined;
  const state = standing(editing, current.revision);
  const theirs = current.text ?? '';
  const takeTheirs = (): void => {
    dispatch({ kind: 'taken', revision: current.revision, text: theirs });
    setIsMerging(false);
  };
  const save = ({ withCheck = false, ...more }: { readonly note?: string; readonly withCheck?: boolean } = {}): void => {
    if (isModified(editing) && !isLocked && !isMerging) saving.save({ text: editing.text, expectedRevision: editing.base, ...more }, withCheck);
    else if (withCheck) saving.uses.check();
  };
  useWorkspaceKeys({ onSave: save, onPreview: preview.toggle, onExport: () => { setIsExporting(true); } });

  return (
    <Page
      title={entry.title}
      above={whereItStands(entry)}
      beside={<DocumentState entry={entry} state={state} />}
      actions={<SaveActions entry={entry} isModified={isModified(editing)} isLocked={isLocked || isMerging} isPending={saving.isPending} preview={preview} onSave={save} />}
      isFilled
    >
      <OpenDocuments current={entry.id} />
      <Notices entry={entry} hands={{ editing, state: isMerging ? 'fresh' : state, saving, onMerge: () => { setIsMerging(true); }, onTakeTheirs: takeTheirs, onDiscard: () => { setIsDiscarding(true); } }} />
      <div className={styles['grid']}>
        {isMerging && current.revision > editing.base ? (
          <MergePanel
            current={current}
            editing={editing}
            isPending={saving.isPending}
            onBack={() => {
              setIsMerging(false);
              setGoTo({ line: 1, column: 1 });
            }}
            onMerged={(text) => {
              dispatch({ kind: 'merged', revision: current.revision, theirs, text });
              setIsMerging(false);
              setGoTo({ line: 1, column: 1 });
              saving.save({ text, expectedRevision: current.revision });
            }}
          />
        ) : (
          <EditorArea
            entry={entry}
            text={editing.text}
            isReadOnly={isLocked}
            isPreviewShown={preview.isShown}
            problems={checked.validation?.problems ?? noProblems}
            goTo={goTo}
            onChange={(text) => {
              dispatch({ kind: 'typed', text });
            }}
            onSave={save}
          />
        )}
        <DocumentPanel
          current={current}
          text={editing.text}
          isModified={isModified(editing)}
          checked={checked}
          onGoTo={setGoTo}
          onRestored={(revision, text) => {
            dispatch({ kind: 'taken', revision, text });
            saving.uses.check();
          }}
        />
      </div>
      <Footer editing={editing} checked={checked} savedAt={saving.savedAt} fault={fault} id={entry.id} />
      <ConfirmDialog
        title={words.discardTitle}
        text={<p>{words.discardText(current.revision)}</p>}
        action={words.discard}
        isOpen={isDiscarding}
        onClose={() => {
          setIsDiscarding(false);
        }}
        onConfirm={() => {
          setIsDiscarding(false);
          takeTheirs();
          sayDone(words.discarded);
        }}
      />
      <ConfirmDialog
        title={words.overrideTitle}
        text={
          <>
            <p>{words.overrideText}</p>
            {saving.refused !== undefined && <Failure error={saving.refused.failure} title={words.saveFailed} isInline isNextBeside />}
          </>
        }
        action={words.override}
        isOpen={saving.refused !== undefined}
        isPending={saving.isPending}
        onClose={saving.forget}
        onConfirm={() => {
          if (saving.refused !== undefined) saving.save({ ...saving.refused.wish, override: true });
        }}
      />
      {isExporting && <ExportDialog document={entry} onClose={() => { setIsExporting(false); }} />}
    </Page>
  );
}
