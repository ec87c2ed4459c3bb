import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import { currentTemplates } from '../../../core/domain/model/starting-templates.ts';
import { workflowAbout } from '../../../core/domain/model/workflow-about.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useCreateWorkflow } from '../../screens/workflows/use-create-workflow.ts';
import { workflowAddress } from '../../state/addresses.ts';
import { lifecycleWords as words } from '../../strings/designer-lifecycle.ts';
import { libraryWords } from '../../strings/library.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import styles from './Notices.module.css';

/** Says that the workflow, or what it was made from, is deprecated, and leads to what takes its place. */
export function LifecycleNotice() {
  const about = useDesignerState((state) => state.definition['about']);
  const { madeFrom, definition: { about: savedAbout } } = useDesignerState((state) => state.workflow);
  const { lifecycle, madeFrom: own } = workflowAbout(about);
  const { madeFrom: saved } = workflowAbout(savedAbout);
  if (lifecycle !== undefined) return <Itself note={lifecycle.note} successor={lifecycle.successor} />;
  // What the draft says now counts at once; what is known of it comes with the next answer of the host.
  if (madeFrom?.deprecated === undefined || (own?.workflow ?? own?.template) !== (saved?.workflow ?? saved?.template)) return undefined;
  return <MadeFrom madeFrom={madeFrom} deprecated={madeFrom.deprecated} />;
}

function Itself({ note, successor }: { readonly note: string | undefined; readonly successor: string | undefined }) {
  const queries = useQueries();
  const { data } = useQuery(queries.workflows.list.queryOptions({ input: {}, enabled: successor !== undefined }));
  const known = data?.items.find(({ slug, formerSlugs = [] }) => successor !== undefined && [slug, ...formerSlugs].includes(successor))?.slug;
  return (
    <div role="status" className={styles['notice']} data-tone="warn">
      <Icon name="alert" />
      <p>
        <strong>{words.itself}</strong> {note}
      </p>
      {known !== undefined && <OpenSuccessor slug={known} />}
    </div>
  );
}

type Source = NonNullable<WorkflowView['madeFrom']>;

function MadeFrom({ madeFrom: { kind, name, title }, deprecated: { note, successor } }: { readonly madeFrom: Source; readonly deprecated: NonNullable<Source['deprecated']> }) {
  const { session } = useDesigner();
  const isReadOnly = useDesignerState((state) => state.isReadOnly);
  const isTemplate = kind === 'template';
  const follow = (value: { readonly workflow: string } | { readonly template: string } | undefined): void => {
    session.edit({ kind: 'set', at: 'workflow', path: ['about', 'madeFrom'], ...(value === undefined ? {} : { value }) });
  };
  return (
    <div role="status" className={styles['notice']} data-tone="warn">
      <Icon name="alert" />
      <p>
        <strong>{words.madeFrom(isTemplate ? words.template(templateTitle(name)) : words.workflow(title ?? name))}</strong> {note}
      </p>
      {successor !== undefined && (isTemplate ? <BeginFrom template={successor} /> : <OpenSuccessor slug={successor} />)}
      {!isReadOnly && (successor === undefined ? (
        <Button size="small" onPress={() => { follow(undefined); }}>{words.letGo}</Button>
      ) : (
        <Button size="small" onPress={() => { follow(isTemplate ? { template: successor } : { workflow: successor }); }}>{words.follow(isTemplate ? `“${templateTitle(successor)}”` : successor)}</Button>
      ))}
    </div>
  );
}

function OpenSuccessor({ slug }: { readonly slug: string }) {
  const navigate = useNavigate();
  return <Button size="small" look="primary" onPress={() => void navigate(workflowAddress(slug))}>{words.open(slug)}</Button>;
}

function BeginFrom({ template }: { readonly template: string }) {
  const { isPending, begin } = useCreateWorkflow();
  const known = currentTemplates.find((each) => each === template);
  if (known === undefined) return undefined;
  return <Button size="small" look="primary" isPending={isPending} onPress={() => { begin(known); }}>{words.begin(templateTitle(template))}</Button>;
}

function templateTitle(name: string): string {
  const titles: { readonly [name: string]: { readonly title: string } } = libraryWords.create.templates;
  return titles[name]?.title ?? name;
}
