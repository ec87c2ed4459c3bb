import { Link } from '@tanstack/react-router';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { Ago } from '../../../components/Ago.tsx';
import { ScrollArea } from '../../../components/ScrollArea.tsx';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { byteWords } from '../../../components/time-words.ts';
import { documentWords as words, workspaceWords } from '../../../strings/documents.ts';
import { DocumentMenu } from '../acts/DocumentMenu.tsx';
import { useUnsaved } from '../workspace/use-unsaved.ts';
import { ChooseBox } from './ChooseBox.tsx';
import styles from './DocumentTable.module.css';

export interface DocumentTableProps {
  readonly documents: readonly DocumentEntry[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (ids: ReadonlySet<string>) => void;
}

/** Documents as rows; the title opens one, its menu does the rest, and boxes choose several. */
export function DocumentTable({ documents, chosen, onChoose }: DocumentTableProps) {
  const unsaved = useUnsaved();
  const { columns } = words;
  const isAll = documents.every(({ id }) => chosen.has(id));
  return (
    <ScrollArea label={words.list} className={styles['scroll']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col" className={styles['box']}>
              <ChooseBox
                label={words.chosen.chooseAll}
                isChosen={isAll}
                isPart={!isAll && chosen.size > 0}
                onChange={(isChosen) => {
                  onChoose(new Set(isChosen ? documents.map(({ id }) => id) : []));
                }}
              />
            </th>
            <th scope="col" className={styles['first']}>{columns.title}</th>
            <th scope="col">{columns.format}</th>
            <th scope="col" className={styles['wide']}>{columns.tags}</th>
            <th scope="col" className={styles['number']}>{columns.version}</th>
            <th scope="col" className={styles['number']}>{columns.size}</th>
            <th scope="col" className={styles['wide']}>{columns.usedBy}</th>
            <th scope="col">{columns.modified}</th>
            <th scope="col" className={styles['last']}>
              <span className="visually-hidden">{columns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {documents.map((document) => (
            <DocumentRow
              key={document.id}
              document={document}
              isUnsaved={unsaved.has(document.id)}
              isChosen={chosen.has(document.id)}
              onChoose={(isChosen) => {
                onChoose(isChosen ? new Set([...chosen, document.id]) : new Set([...chosen].filter((id) => id !== document.id)));
              }}
            />
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

interface DocumentRowProps {
  readonly document: DocumentEntry;
  readonly isUnsaved: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}

function DocumentRow({ document, isUnsaved, isChosen, onChoose }: DocumentRowProps) {
  return (
    <tr>
      <td className={styles['box']}>
        <ChooseBox label={words.chosen.choose(document.title)} isChosen={isChosen} onChange={onChoose} />
      </td>
      <td className={styles['first']}>
        <Link to="/documents/$id" params={{ id: document.id }} className={styles['name']}>
          {document.title}
        </Link>
        {isUnsaved && <StatusChip look={{ label: words.unsaved, tone: 'warn', icon: 'info' }} isBare />}
        {document.lockedBy !== undefined && <StatusChip look={{ label: words.lockedBy(document.lockedBy.slice(-8)), tone: 'wait', icon: 'lock' }} />}
        {document.pinnedRevision !== undefined && document.pinnedRevision !== document.version && (
          <span className={styles['pinned']}>{`${workspaceWords.footer.revision(document.pinnedRevision)} ${words.recommended}`}</span>
        )}
      </td>
      <td>{words.format[document.format]}</td>
      <td className={styles['wide']}>
        {document.tags.length > 0 && (
          <ul className={styles['tags']}>
            {document.tags.map((tag) => (
              <li key={tag}>{tag}</li>
            ))}
          </ul>
        )}
      </td>
      <td className={styles['number']}>{words.version(document.version)}</td>
      <td className={styles['number']}>{byteWords(document.bytes)}</td>
      <td className={styles['wide']}>
        {words.usedBy(document.workflows.length)}
        {document.usage > 0 && <span className={styles['reads']}>{words.reads(document.usage)}</span>}
      </td>
      <td>
        <Ago at={document.modifiedAt} />
      </td>
      <td className={styles['last']}>
        <DocumentMenu document={document} />
      </td>
    </tr>
  );
}
