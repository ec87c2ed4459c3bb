import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { allNodes, readDefinition } from '../../../canvas/read-definition.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Breadcrumb } from '../../../components/Breadcrumb.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { Page } from '../../../components/Page.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { runListWords } from '../../../strings/runs-list.ts';
import { runWords } from '../../../strings/runs.ts';
import styles from './Compare.module.css';
import { ComparedMap } from './ComparedMap.tsx';
import { ComparedTimeline } from './ComparedTimeline.tsx';
import { ComparedTotals } from './ComparedTotals.tsx';
import { ComparedValues } from './ComparedValues.tsx';
import { placeWords } from './place-words.ts';
import { readSides } from './read-sides.ts';

const words = runListWords.compare;

/** Two runs side by side: where they part, what each did, held, cost and took. */
export function CompareScreen() {
  const search: object = useSearch({ strict: false });
  const { left, right } = readSides({ ...search });
  const navigate = useNavigate();
  const above = <Breadcrumb list={<Link to="/runs">{runWords.title}</Link>} />;
  if (left === undefined || right === undefined) {
    return (
      <Page title={words.title} above={above}>
        <EmptyState icon="runs" title={words.missing.title} text={words.missing.text}>
          <Link to="/runs">{words.missing.action}</Link>
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page
      title={words.title}
      above={above}
      actions={<Button onPress={() => void navigate({ to: '/runs/compare', search: { left: right, right: left }, replace: true })}>{words.swap}</Button>}
    >
      <Compared key={`${left} ${right}`} left={left} right={right} />
    </Page>
  );
}

/** Rows of each journal that are laid beside each other. */
const mostRows = 5000;

function Compared({ left, right }: { readonly left: string; readonly right: string }) {
  const queries = useQueries();
  const compared = useQuery(queries.runs.compare.queryOptions({ input: { a: left, b: right } }));
  const runs = { left: useQuery(queries.runs.get.queryOptions({ input: { id: left } })), right: useQuery(queries.runs.get.queryOptions({ input: { id: right } })) };
  const rows = {
    left: useQuery(queries.runs.events.queryOptions({ input: { id: left, limit: mostRows } })),
    right: useQuery(queries.runs.events.queryOptions({ input: { id: right, limit: mostRows } })),
  };
  const error = compared.error ?? runs.left.error ?? runs.right.error ?? rows.left.error ?? rows.right.error;
  if (error !== null) return <Failure error={error} title={words.cannot} onRetry={() => { for (const each of [compared, runs.left, runs.right, rows.left, rows.right]) void each.refetch(); }} />;
  if (compared.data === undefined || runs.left.data === undefined || runs.right.data === undefined || rows.left.data === undefined || rows.right.data === undefined) return <Skeleton count={8} />;

  const answer = compared.data;
  const sides = { left: runs.left.data, right: runs.right.data };
  const names = new Map([sides.right, sides.left].flatMap(({ definition }) => allNodes(readDefinition(definition))).map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  return (
    <div className={styles['compare']}>
      <p role="status" className={styles['verdict']}>
        {answer.canonicalEqual ? words.same : (answer.first?.place ?? '') === '' ? words.firstInWhole : words.firstAt(placeWords(answer.first?.place ?? '', nameOf))}{' '}
        {answer.bytesEqual ? words.bytes : answer.sharedRows > 0 && words.parts(answer.sharedRows)}
      </p>
      <ComparedTotals answer={answer} sides={sides} />
      <ComparedMap answer={answer} sides={sides} />
      <ComparedTimeline answer={answer} left={rows.left.data.items} right={rows.right.data.items} definition={sides.left.definition} isCut={rows.left.data.next !== undefined || rows.right.data.next !== undefined} />
      <ComparedValues sides={sides} left={rows.left.data.items} right={rows.right.data.items} />
      <CommandLine command={commandWords(['runs', 'compare', left, right])} />
    </div>
  );
}
