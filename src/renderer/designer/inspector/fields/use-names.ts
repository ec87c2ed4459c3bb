import { useQuery } from '@tanstack/react-query';
import { isJsonObject, type JsonObject } from '../../../../core/domain/model/json.ts';
import { listIn, nameOf, idOf, nodesIn, regionsIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import type { Choice } from '../../../components/fields/field-props.ts';
import { useWorkflows } from '../../../state/use-workflows.ts';
import { workflowWords } from '../../../strings/workflows.ts';
import { useDesignerState } from '../../session/DesignerProvider.tsx';
import { objectIn } from '../editing/reading.ts';
import { useConfigAround } from '../form/config-around.tsx';
import type { ControlledFormat } from '../form/field-shape.ts';
import { connectorBeside } from './use-estimate.ts';

/** A name there is. */
export interface NameChoice extends Choice {
  /** What is to be known of it before it is chosen. */
  readonly note?: string | undefined;
}

export interface Names {
  readonly choices: readonly NameChoice[];
  /** Names that are there and not offered: of the workflow that is edited, since none may call itself, and those that workflows had before. */
  readonly unoffered?: readonly string[] | undefined;
  /** Everything there is has come: what is not among them is not there. */
  readonly isKnown: boolean;
}

/** The names a field of a format may have: those of the host, or of the workflow itself. Models are those of the connector beside. */
export function useNames(format: ControlledFormat | undefined): Names {
  const queries = useQueries();
  const { config } = useConfigAround();
  const own = useDesignerState((state) => state.definition);
  const itself = useDesignerState((state) => state.workflow.slug);
  const connector = connectorBeside(config, objectIn(own, 'llm'));
  const connectors = useQuery(queries.connectors.list.queryOptions({ input: { category: 'llm' }, enabled: format === 'connector' }));
  const keys = useQuery(queries.credentials.list.queryOptions({ input: {}, enabled: format === 'credential' }));
  const documents = useQuery(queries.docs.list.queryOptions({ input: {}, enabled: format === 'document' }));
  const workflows = useWorkflows({ enabled: format === 'workflow' });
  const directories = useQuery(queries.filesandbox.list.queryOptions({ input: {}, enabled: format === 'directory' }));
  const models = useQuery(queries.connectors.capabilities.queryOptions({ input: connector === undefined ? {} : { id: connector }, enabled: format === 'model' }));
  switch (format) {
    case 'connector':
      return from(connectors.data?.items, ({ id, title }) => ({ value: id, label: title }));
    case 'model':
      return from(models.data?.models, ({ id }) => ({ value: id, label: id }));
    case 'credential':
      return from(keys.data === undefined ? undefined : [...new Set(keys.data.items.map((key) => key.connector))], (name) => ({ value: name, label: name }));
    case 'document':
      return from(documents.data?.items, ({ title }) => ({ value: title, label: title }));
    case 'workflow':
      return { ...from(workflows.data?.items.filter(({ slug }) => slug !== itself), ({ slug, name, status }) => ({ value: slug, label: name, note: status === 'draft' ? workflowWords.status.draft : undefined })), unoffered: [itself, ...(workflows.data?.items ?? []).flatMap(({ formerSlugs = [] }) => formerSlugs)] };
    case 'directory':
      return from(directories.data?.items, ({ path }) => ({ value: path, label: path }));
    default:
      return { choices: format === undefined ? [] : namesWithin(own, format), isKnown: format !== undefined };
  }
}

function from<Item>(items: readonly Item[] | undefined, choice: (item: Item) => NameChoice): Names {
  return { choices: (items ?? []).map(choice), isKnown: items !== undefined };
}

function namesWithin(definition: JsonObject, format: ControlledFormat): readonly Choice[] {
  if (format === 'card') return listIn(definition, 'cards').map((card) => ({ value: idOf(card), label: typeof card['title'] === 'string' ? card['title'] : idOf(card) }));
  if (format === 'loop') return nodesIn(definition).filter((node) => node['type'] === 'loop').map((node) => ({ value: idOf(node), label: nameOf(node) }));
  if (format !== 'variable') return [];
  const lists = [definition['variables'], ...regionsIn(definition).map(({ region }) => region['variables'])];
  return [...new Set(lists.flatMap((each) => (isJsonObject(each ?? null) ? Object.keys(each as JsonObject) : [])))].map((name) => ({ value: name, label: name }));
}
