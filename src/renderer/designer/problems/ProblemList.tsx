import { Link } from '@tanstack/react-router';
import { memo, useMemo, useState } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { classNames } from '../../components/class-names.ts';
import { StatusChip } from '../../components/StatusChip.tsx';
import { workflowAddress } from '../../state/addresses.ts';
import { libraryWords } from '../../strings/library.ts';
import { problemWords } from '../../strings/designer-problems.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import { mend } from './apply-fix.ts';
import { findingLooks } from './finding-look.ts';
import type { SameFix } from './fixes/fix-for-all.ts';
import { fieldOf, mendingOf, quickFixesOf } from './fixes/fixes-by-code.ts';
import type { FixContext } from './fixes/quick-fix.ts';
import { placeName } from './place-name.ts';
import styles from './problems.module.css';
import { keyedFindings } from './shown-findings.ts';
import { useFixContext } from './use-fix-context.ts';
import { useSameFixes } from './use-same-fixes.ts';
import { useUnpublished } from './use-unpublished.ts';

/** Rows drawn before more are asked for: more than anybody reads, and fewer than slow a page. */
const atOnce = 100;

export interface ProblemListProps {
  readonly findings: readonly Finding[];
  /** What they are about. */
  readonly definition: JsonObject;
  readonly onPlay: (finding: Finding) => void;
}

/** The findings as rows: arrow keys move, Enter or a click goes to the place, Tab reaches what can be done about one. Drawn anew with what is found, not with every letter. */
export const ProblemList = memo(function ProblemList({ findings, definition, onPlay }: ProblemListProps) {
  const { view } = useDesigner();
  const context = useFixContext(definition);
  const [most, setMost] = useState(atOnce);
  const rows = useMemo(() => keyedFindings(findings), [findings]);
  const { byFinding, mending, mend: mendSame } = useSameFixes(findings, context);
  const shown = rows.slice(0, most);
  return (
    <>
      <GridList
        aria-label={problemWords.list}
        className={classNames(styles['list'])}
        keyboardNavigationBehavior="tab"
        onAction={(key) => {
          const found = rows.find((row) => row.key === key);
          if (found !== undefined) view.jump(fieldOf(found.finding));
        }}
      >
        {shown.map(({ key, finding }) => (
          <GridListItem key={key} id={key} textValue={`${problemWords.severity[finding.severity]}: ${placeName(context ?? { definition }, finding.where)}: ${finding.message}`} className={classNames(styles['row'])}>
            <ProblemRow finding={finding} definition={definition} context={context} same={byFinding.get(finding)} isMending={mending !== undefined && mending === byFinding.get(finding)} onMend={mendSame} onPlay={onPlay} />
          </GridListItem>
        ))}
      </GridList>
      {rows.length > most && (
        <Button size="small" look="quiet" onPress={() => { setMost(most + atOnce); }}>
          {problemWords.more(rows.length - most)}
        </Button>
      )}
    </>
  );
});

interface ProblemRowProps {
  readonly finding: Finding;
  readonly definition: JsonObject;
  readonly context: FixContext | undefined;
  /** The same fix mends others too. */
  readonly same: SameFix | undefined;
  /** All of them are being mended. */
  readonly isMending: boolean;
  readonly onMend: (same: SameFix) => void;
  readonly onPlay: (finding: Finding) => void;
}

function ProblemRow({ finding, definition, context, onPlay, ...all }: ProblemRowProps) {
  const { screen } = mendingOf(finding.code);
  const called = useUnpublished(finding);
  return (
    <>
      <StatusChip look={findingLooks[finding.severity]} isBare />
      <p className={styles['message']} title={[finding.message, finding.fix, `(${finding.code})`].filter(Boolean).join(' ')}>
        <strong>{placeName(context ?? { definition }, finding.where)}</strong> {finding.message} {finding.fix !== undefined && called === undefined && <span className={styles['fix']}>{finding.fix}</span>}
      </p>
      <div className={styles['acts']}>
        {context !== undefined && <Fixes finding={finding} context={context} {...all} />}
        {called !== undefined && <Link {...workflowAddress(called.slug)}>{problemWords.publishCalled(called.name)}</Link>}
        {screen !== undefined && <Link to={screen}>{libraryWords.mendAt[screen]}</Link>}
        {finding.trace !== undefined && <IconButton icon="play" label={problemWords.play} onPress={() => { onPlay(finding); }} />}
      </div>
    </>
  );
}

function Fixes({ finding, context, same, isMending, onMend }: Pick<ProblemRowProps, 'finding' | 'same' | 'isMending' | 'onMend'> & { readonly context: FixContext }) {
  const designer = useDesigner();
  const isReadOnly = useDesignerState((state) => state.isReadOnly);
  if (isReadOnly) return null;
  return (
    <>
      {quickFixesOf(finding, context).map(({ title, short }) => (
        <Button key={title} size="small" aria-label={title} onPress={() => { mend(designer, { finding, title }, context); }}>
          {short ?? title}
        </Button>
      ))}
      {same !== undefined && (
        <Button size="small" isPending={isMending ? true : undefined} aria-label={problemWords.fixes.inAll(same.title, same.findings.length)} onPress={() => { onMend(same); }}>
          {problemWords.fixes.inAllShort(same.findings.length)}
        </Button>
      )}
    </>
  );
}
