import { useQuery } from '@tanstack/react-query';
import { formatFacts } from '../../../../core/domain/model/document-entry.ts';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { Dialog, DialogBody } from '../../../components/Dialog.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { DiffView } from '../../../editors/diff/DiffView.tsx';
import { StructureDiff } from '../../../editors/diff/StructureDiff.tsx';
import { revisionWords as words } from '../../../strings/documents.ts';
import styles from './panel.module.css';
import { languageOf } from './text-language.ts';

interface Compared {
  readonly entry: DocumentEntry;
  readonly from: number;
  readonly to: number;
}

/** Two revisions of a document: texts by lines, JSON and YAML by their values. */
export function CompareDialog({ onClose, ...compared }: Compared & { readonly onClose: () => void }) {
  const { entry, from, to } = compared;
  return (
    <Dialog title={words.compareTitle(from, to)} isOpen onClose={onClose} size="large">
      <DialogBody>
        <div className={styles['list']}>
          {formatFacts[entry.format].compares === 'lines' ? <TextComparison {...compared} /> : <ValueComparison {...compared} />}
          <CommandLine command={commandWords(['docs', 'diff', entry.id], { from, to })} />
        </div>
      </DialogBody>
    </Dialog>
  );
}

function TextComparison({ entry, from, to }: Compared) {
  const queries = useQueries();
  const before = useQuery(queries.docs.get.queryOptions({ input: { id: entry.id, revision: from } }));
  const after = useQuery(queries.docs.get.queryOptions({ input: { id: entry.id, revision: to } }));
  const error = before.error ?? after.error;
  if (error !== null) return <Failure error={error} title={words.cannotCompare} isInline />;
  if (before.data === undefined || after.data === undefined) return <Skeleton shape="block" />;
  const [older = '', newer = ''] = [before.data.text, after.data.text];
  if (older === newer) return <p>{words.same}</p>;
  return (
    <div className={styles['diff']}>
      <DiffView before={older} after={newer} beforeLabel={words.revision(from)} afterLabel={words.revision(to)} language={languageOf(entry.format)} />
    </div>
  );
}

function ValueComparison({ entry, from, to }: Compared) {
  const queries = useQueries();
  const { data, error } = useQuery(queries.docs.diff.queryOptions({ input: { id: entry.id, from, to } }));
  if (error !== null) return <Failure error={error} title={words.cannotCompare} isInline />;
  if (data === undefined) return <Skeleton shape="block" />;
  if (data.kind === 'bytes') return <p>{data.equal ? words.same : words.different}</p>;
  // A text that is no value, such as JSON with a comma too many, is compared by lines.
  if (data.kind === 'text') return <TextComparison entry={entry} from={from} to={to} />;
  if (data.changes.length === 0) return <p>{words.same}</p>;
  return (
    <>
      <StructureDiff changes={data.changes} label={words.compareTitle(from, to)} />
      {data.shortened === true && <p>{words.shortened}</p>}
    </>
  );
}
