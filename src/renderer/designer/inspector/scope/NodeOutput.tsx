import { exitsOf, idOf, listIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import { isJsonObject, type JsonObject } from '../../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../../core/domain/operations/catalogue.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useCatalogue } from '../../palette-pane/use-catalogue.ts';
import { useDesignerState } from '../../session/DesignerProvider.tsx';
import { textOf } from '../editing/reading.ts';
import type { ScopeEntry } from './scope-entry.ts';
import { ScopeTree } from './ScopeTree.tsx';
import { useScope } from './use-scope.ts';

/** What a node leaves for those after it: by its transitions, or by the schemas of its actions where none leaves it yet. */
export function NodeOutput({ node }: { readonly node: JsonObject }) {
  const id = idOf(node);
  const [exit] = exitsOf(useDesignerState(({ definition }) => definition), id);
  const kinds = useCatalogue();
  const { entries } = useScope(exit === undefined ? '' : `transitions.${idOf(exit)}`);
  const left = exit === undefined ? writtenBy(node, kinds) : entries.filter(({ path, writers }) => path.startsWith(`nodes.${id}.`) || writers.some((writer) => writer === `nodes.${id}` || writer.startsWith(`nodes.${id}.`)));
  return <ScopeTree label={inspectorWords.panes.output} entries={left} none={inspectorWords.panes.noOutput} />;
}

/** By what the catalogue knows of its actions. */
function writtenBy(node: JsonObject, kinds: readonly CatalogueEntry[]): readonly ScopeEntry[] {
  return listIn(node, 'entry').flatMap((step) => {
    const kind = kinds.find(({ group, type }) => group === 'action' && type === textOf(step, 'type'));
    const members = kind?.output?.['properties'];
    if (!isJsonObject(members)) return [];
    return Object.entries(members).map(([name, schema]): ScopeEntry => ({ path: `nodes.${idOf(node)}.${idOf(step)}.${name}`, type: isJsonObject(schema) ? textOf(schema, 'type') || inspectorWords.anything : inspectorWords.anything, from: textOf(step, 'name') || (kind?.title ?? idOf(step)), writers: [], isSensitive: false, isCertain: true, samples: [] }));
  });
}
