import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { classNames } from '../../../components/class-names.ts';
import tabStyles from '../../../console/RunTabs.module.css';
import type { TextEditorProps } from '../../../editors/text/TextEditor.tsx';
import { workspaceWords } from '../../../strings/documents.ts';
import { AboutDocument } from './AboutDocument.tsx';
import { ProblemList } from './ProblemList.tsx';
import { RevisionList } from './RevisionList.tsx';
import { SamplePanel } from './SamplePanel.tsx';
import type { CurrentDocument } from './current-document.ts';
import type { Checked } from './use-problems.ts';

const words = workspaceWords.panel;

export interface DocumentPanelProps {
  readonly current: CurrentDocument;
  /** As it stands in the editor. */
  readonly text?: string;
  readonly isModified: boolean;
  readonly checked?: Checked;
  readonly onGoTo?: (place: NonNullable<TextEditorProps['goTo']>) => void;
  readonly onRestored: (revision: number, text: string) => void;
}

/** What belongs to a document beside its content. */
export function DocumentPanel({ current, text, isModified, checked, onGoTo, onRestored }: DocumentPanelProps) {
  const { entry } = current;
  const hasSample = entry.role === 'template' && text !== undefined;
  const hasProblems = checked?.validation !== undefined || checked?.error !== undefined || entry.role === 'template';
  const panel = classNames(tabStyles['panel']);
  return (
    <Tabs className={classNames(tabStyles['tabs'])}>
      <h2 className="visually-hidden">{words.label}</h2>
      <TabList aria-label={words.label} className={classNames(tabStyles['list'])}>
        <PanelTab id="revisions" label={words.revisions} />
        {hasProblems && <PanelTab id="problems" label={words.problemCount(checked?.validation?.problems.length ?? 0)} />}
        {hasSample && <PanelTab id="sample" label={words.sample} />}
        <PanelTab id="about" label={words.about} />
      </TabList>
      <TabPanel id="revisions" className={panel}>
        <RevisionList entry={entry} isModified={isModified} onRestored={onRestored} />
      </TabPanel>
      {hasProblems && (
        <TabPanel id="problems" className={panel}>
          <ProblemList entry={entry} checked={checked ?? { isChecking: false }} {...(onGoTo === undefined ? {} : { onGoTo })} />
        </TabPanel>
      )}
      {hasSample && (
        <TabPanel id="sample" className={panel}>
          <SamplePanel id={entry.id} text={text} />
        </TabPanel>
      )}
      <TabPanel id="about" className={panel}>
        <AboutDocument entry={entry} />
      </TabPanel>
    </Tabs>
  );
}

function PanelTab({ id, label }: { readonly id: string; readonly label: string }) {
  return (
    <Tab id={id} className={classNames(tabStyles['tab'])}>
      {label}
    </Tab>
  );
}
