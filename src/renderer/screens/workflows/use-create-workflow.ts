import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { currentTemplates, type TemplateName } from '../../../core/domain/model/starting-templates.ts';
import { useClient, useQueries } from '../../client/ClientProvider.tsx';
import { sayFailed } from '../../components/toasts.ts';
import { libraryWords } from '../../strings/library.ts';
import { freeName } from './free-name.ts';

const words = libraryWords.create;
export const templates = currentTemplates;
export type Template = TemplateName;

/** Makes a workflow from a template under a name nobody has, and opens it in the designer. */
export function useCreateWorkflow(): { readonly isPending: boolean; readonly begin: (template: Template) => void } {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const create = useMutation({
    async mutationFn(template: Template) {
      const { items } = await cache.fetchQuery(queries.workflows.list.queryOptions({ input: {}, staleTime: 0 }));
      return client.workflows.create({ name: freeName(words.names[template], items.map(({ name }) => name)), template });
    },
    async onSuccess({ slug }) {
      await cache.invalidateQueries({ queryKey: queries.workflows.list.key() });
      await navigate({ to: '/workflows/$id', params: { id: slug } });
    },
    onError(error) {
      sayFailed(words.failed, error);
    },
  });
  return { isPending: create.isPending, begin: (template) => { create.mutate(template); } };
}
