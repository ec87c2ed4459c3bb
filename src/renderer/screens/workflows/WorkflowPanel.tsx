import { useQuery } from '@tanstack/react-query';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Ago } from '../../components/Ago.tsx';
import { classNames } from '../../components/class-names.ts';
import { Failure } from '../../components/Failure.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { byteWords } from '../../components/time-words.ts';
import tabStyles from '../../console/RunTabs.module.css';
import { workflowWords } from '../../strings/workflows.ts';
import { describeVersion } from './describe-workflow.ts';
import { FindingList } from './FindingList.tsx';
import styles from './WorkflowPanel.module.css';

export interface WorkflowPanelProps {
  readonly workflow: WorkflowView;
  /** The version the map shows; the draft if absent. */
  readonly version: number | undefined;
  readonly onVersion: (version: number | undefined) => void;
}

/** Beside the map: what stands in the way of publishing, the versions, and what the workflow is. */
export function WorkflowPanel({ workflow, version, onVersion }: WorkflowPanelProps) {
  const { tabs } = workflowWords;
  return (
    <Tabs className={classNames(tabStyles['tabs'])}>
      <h2 className="visually-hidden">{workflowWords.facts}</h2>
      <TabList aria-label={workflowWords.one} className={classNames(tabStyles['list'])}>
        {Object.entries(tabs).map(([id, label]) => (
          <Tab key={id} id={id} className={classNames(tabStyles['tab'])}>
            {label}
          </Tab>
        ))}
      </TabList>
      <TabPanel id="findings" className={classNames(tabStyles['panel'])}>
        <FindingList workflow={workflow} />
      </TabPanel>
      <TabPanel id="versions" className={classNames(tabStyles['panel'])}>
        <Versions workflow={workflow} version={version} onVersion={onVersion} />
      </TabPanel>
      <TabPanel id="about" className={classNames(tabStyles['panel'])}>
        <About workflow={workflow} />
      </TabPanel>
    </Tabs>
  );
}

function Versions({ workflow, version, onVersion }: WorkflowPanelProps) {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.workflows.history.queryOptions({ input: { id: workflow.id } }));
  const words = workflowWords.versions;
  if (error !== null) return <Failure error={error} title={words.cannot} onRetry={() => void refetch()} isInline />;
  if (data === undefined) return <Skeleton count={2} />;
  const rows = [
    { version: undefined, note: '', by: <Ago at={workflow.updatedAt} /> },
    ...data.items.map((each) => ({ version: each.version, note: each.note, by: <><Ago at={each.publishedAt} /> {words.by(each.publishedBy)}</> })),
  ];
  return (
    <>
      <ul className={styles['versions']}>
        {rows.map((row) => (
          <li key={row.version ?? 0}>
            <button
              type="button"
              aria-pressed={row.version === version}
              className={styles['version']}
              onClick={() => {
                onVersion(row.version);
              }}
            >
              <strong>{describeVersion(row.version)}</strong>
              <span className={styles['by']}>{row.by}</span>
              {row.note !== '' && <span className={styles['note']}>{row.note}</span>}
            </button>
          </li>
        ))}
      </ul>
      {data.items.length === 0 && <p>{words.none}</p>}
    </>
  );
}

function About({ workflow }: { readonly workflow: WorkflowView }) {
  const words = workflowWords.about;
  const files = [...workflow.files, ...(workflow.mock === undefined ? [] : [workflow.mock])];
  return (
    <dl className={styles['about']}>
      <dt>{words.description}</dt>
      <dd>{workflow.description === '' ? '–' : workflow.description}</dd>
      <dt>{words.slug}</dt>
      <dd>
        <code>{workflow.slug}</code>
      </dd>
      <dt>{words.origin}</dt>
      <dd>{workflow.origin}</dd>
      <dt>{words.changed}</dt>
      <dd>
        <Ago at={workflow.updatedAt} />
      </dd>
      {files.length > 0 && <dt>{words.files}</dt>}
      {files.map((file) => (
        <dd key={file.name}>
          {file.name} <span className={styles['by']}>{byteWords(file.bytes)}</span>
        </dd>
      ))}
    </dl>
  );
}
