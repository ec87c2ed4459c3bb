import { useQuery } from '@tanstack/react-query';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { StatusChip } from '../../../components/StatusChip.tsx';
import type { TextEditorProps } from '../../../editors/text/TextEditor.tsx';
import { workspaceWords } from '../../../strings/documents.ts';
import styles from './panel.module.css';
import type { Checked } from './use-problems.ts';

const words = workspaceWords.problems;

export interface ProblemListProps {
  readonly entry: DocumentEntry;
  readonly checked: Checked;
  readonly onGoTo?: (place: NonNullable<TextEditorProps['goTo']>) => void;
}

/** What is wrong with the text as it stands; each line leads to its place. */
export function ProblemList({ entry, checked, onGoTo }: ProblemListProps) {
  const { validation, error } = checked;
  const takesSchema = (entry.format === 'json' || entry.format === 'yaml') && entry.schema === undefined;
  return (
    <>
      {error !== undefined && <Failure error={error} title={words.cannot} isInline />}
      {validation?.problems.length === 0 && <p>{words.none}</p>}
      <ul className={styles['list']}>
        {validation?.problems.map(({ line, column = 1, path, message, severity }) => (
          <li key={`${line} ${column} ${path} ${message}`}>
            <button
              type="button"
              className={styles['problem']}
              disabled={line === undefined}
              onClick={() => {
                if (line !== undefined) onGoTo?.({ line, column });
              }}
            >
              <span className={styles['head']}>
                <StatusChip look={severity === 'error' ? { label: words.severity.error, tone: 'bad', icon: 'cross' } : { label: words.severity.warning, tone: 'warn', icon: 'alert' }} isBare />
                {line !== undefined && <span className={styles['soft']}>{words.at(line, column)}</span>}
              </span>
              <span>{message}</span>
              {path !== '' && <code>{path}</code>}
            </button>
          </li>
        ))}
      </ul>
      {entry.role === 'template' && <TemplateProblems id={entry.id} version={entry.version} />}
      {takesSchema && <p>{words.link}</p>}
    </>
  );
}

/** What is wrong with a template as it was saved last. */
function TemplateProblems({ id, version }: { readonly id: string; readonly version: number }) {
  const queries = useQueries();
  const { data, error } = useQuery(queries.doctemplates.get.queryOptions({ input: { id, revision: version } }));
  if (error !== null) return <Failure error={error} title={words.cannot} isInline />;
  if (data === undefined) return null;
  return (
    <>
      <p>{data.problems.length === 0 ? words.templateFine(data.inputs) : words.templateSaved}</p>
      <p className={styles['soft']}>{words.templatePages(data.page)}</p>
      <ul className={styles['list']}>
        {data.problems.map(({ where, message, next }) => (
          <li key={`${where} ${message}`} className={styles['problem']}>
            <code>{where}</code>
            <span>{message}</span>
            {next !== undefined && <span className={styles['soft']}>{next}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
