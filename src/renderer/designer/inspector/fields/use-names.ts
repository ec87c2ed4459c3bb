import { useQuery } from '@tanstack/react-query';
import { isJsonObject, type JsonObject } from '../../../../core/domain/model/json.ts';
import { listIn, nameOf, idOf, nodesIn, regionsIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import type { Choice } from '../../../components/fields/field-props.ts';
import { useDesignerState } from '../../session/DesignerProvider.tsx';
import type { ControlledFormat } from '../form/field-shape.ts';

/** The names a field of a format may have: those of the host, or of the workflow itself. */
export function useNames(format: ControlledFormat | undefined): readonly Choice[] {
  const queries = useQueries();
  const own = useDesignerState((state) => state.definition);
  const connectors = useQuery(queries.connectors.list.queryOptions({ input: { category: 'llm' }, enabled: format === 'connector' }));
  const keys = useQuery(queries.credentials.list.queryOptions({ input: {}, enabled: format === 'credential' }));
  const documents = useQuery(queries.docs.list.queryOptions({ input: {}, enabled: format === 'document' }));
  const workflows = useQuery(queries.workflows.list.queryOptions({ input: {}, enabled: format === 'workflow' }));
  const directories = useQuery(queries.filesandbox.list.queryOptions({ input: {}, enabled: format === 'directory' }));
  const models = useQuery(queries.connectors.capabilities.queryOptions({ input: {}, enabled: format === 'model' }));
  switch (format) {
    case 'connector':
      return (connectors.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }));
    case 'model':
      return (models.data?.models ?? []).map(({ id }) => ({ value: id, label: id }));
    case 'credential':
      return [...new Set((keys.data?.items ?? []).map(({ connector }) => connector))].map((name) => ({ value: name, label: name }));
    case 'document':
      return (documents.data?.items ?? []).map(({ title }) => ({ value: title, label: title }));
    case 'workflow':
      return (workflows.data?.items ?? []).map(({ slug, name }) => ({ value: slug, label: name }));
    case 'directory':
      return (directories.data?.items ?? []).map(({ path }) => ({ value: path, label: path }));
    default:
      return format === undefined ? [] : namesWithin(own, format);
  }
}

function namesWithin(definition: JsonObject, format: ControlledFormat): readonly Choice[] {
  if (format === 'card') return listIn(definition, 'cards').map((card) => ({ value: idOf(card), label: typeof card['title'] === 'string' ? card['title'] : idOf(card) }));
  if (format === 'loop') return nodesIn(definition).filter((node) => node['type'] === 'loop').map((node) => ({ value: idOf(node), label: nameOf(node) }));
  if (format !== 'variable') return [];
  const lists = [definition['variables'], ...regionsIn(definition).map(({ region }) => region['variables'])];
  return [...new Set(lists.flatMap((each) => (isJsonObject(each ?? null) ? Object.keys(each as JsonObject) : [])))].map((name) => ({ value: name, label: name }));
}
