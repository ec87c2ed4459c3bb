import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Slug } from '../../../../core/domain/model/ids.ts';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { workflowAddress } from '../../../state/addresses.ts';
import { slugWords as words } from '../../../strings/designer-slug.ts';
import { useDesigner, useDesignerState } from '../../session/DesignerProvider.tsx';
import styles from '../form/form.module.css';

/** The name on the command line: changed by itself, at once, and no part of the draft. */
export function SlugField() {
  const { slug } = useDesignerState((state) => state.workflow);
  return <Chosen key={slug} slug={slug} />;
}

function Chosen({ slug }: { readonly slug: string }) {
  const { session } = useDesigner();
  const { id, slugFollows, formerSlugs } = useDesignerState((state) => state.workflow);
  const isReadOnly = useDesignerState((state) => state.isReadOnly);
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const [typed, setTyped] = useState(slug);
  const isOther = typed !== slug;
  const rename = useMutation({
    mutationFn: async () => client.workflows.rename({ id, slug: typed }),
    async onSuccess(renamed) {
      session.named({ slug: renamed.slug, slugFollows: false, formerSlugs: renamed.former });
      sayDone(words.done(renamed.slug));
      await cache.invalidateQueries({ queryKey: queries.workflows.list.key() });
    },
  });
  const error = typed === '' ? words.missing : Slug.safeParse(typed).success ? undefined : words.bad;
  const change = (next: string): void => {
    setTyped(next);
    rename.reset();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isOther && error === undefined) rename.mutate();
      }}
    >
      <TextInput
        label={words.label}
        help={[slugFollows === true ? words.follows : words.chosen, ...(formerSlugs === undefined || formerSlugs.length === 0 ? [] : [words.former(formerSlugs)])].join(' ')}
        isRequired
        isDisabled={isReadOnly}
        value={typed}
        error={error}
        onChange={change}
        beside={<Button type="submit" isPending={rename.isPending} isDisabled={!isOther || error !== undefined || isReadOnly}>{words.rename}</Button>}
      />
      {isOther && <Callers id={id} />}
      {rename.error !== null && <Failure error={rename.error} title={words.failed} isInline />}
    </form>
  );
}

/** Who calls it, told while another name is typed. */
function Callers({ id }: { readonly id: string }) {
  const queries = useQueries();
  const { data } = useQuery(queries.workflows.callers.queryOptions({ input: { id } }));
  if (data === undefined || data.items.length === 0) return undefined;
  return (
    <div className={styles['hint']}>
      <p>{words.calledBy}</p>
      <ul>
        {data.items.map(({ workflow, node }) => (
          <li key={`${workflow} ${node}`}>
            <Link {...workflowAddress(workflow, { node })}>{words.call(workflow, node)}</Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
