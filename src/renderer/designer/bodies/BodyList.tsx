import { idOf, listIn } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';
import { Button } from '../../components/Button.tsx';
import { bodyWords } from '../../strings/designer-bodies.ts';
import { useEditing } from '../inspector/editing/use-editing.ts';
import { ListHead } from '../inspector/rows/ListHead.tsx';
import { OrderedRows } from '../inspector/rows/OrderedRows.tsx';
import { useOpenRow } from '../inspector/rows/use-open-row.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { addBodies, bodyName, bodyPlace, duplicateBody } from './body-edits.ts';
import { RenameBody } from './RenameBody.tsx';

/** The bodies of a node whose kind takes several: each can be named, doubled, moved and taken out. */
export function BodyList({ node, kind }: { readonly node: JsonObject; readonly kind: CatalogueEntry | undefined }) {
  const { session } = useDesigner();
  const editing = useEditing();
  const id = idOf(node);
  const bodies = listIn(node, 'bodies');
  const rows = bodies.map((body) => ({ key: idOf(body), where: `regions.${idOf(body)}` }));
  const [open, setOpen] = useOpenRow(`nodes.${id}.bodies`, rows);
  const { least = 0, most = 0 } = kind?.bodies ?? {};
  if (most < 2) return null;
  const duplicate = (body: string): void => {
    const { definition } = session.get();
    const place = bodyPlace(definition, body);
    const copy = place === undefined ? undefined : duplicateBody(definition, place);
    if (copy?.edits.every((edit, at) => (at === 0 ? editing.act(edit) : editing.join(edit))) === true) setOpen(copy.id);
  };
  return (
    <section aria-label={bodyWords.list.title}>
      <ListHead
        words={bodyWords.list}
        isEmpty={bodies.length === 0}
        isReadOnly={editing.isReadOnly || bodies.length >= most}
        onAdd={() => { for (const edit of addBodies(session.get().definition, id, 1)) editing.act(edit); }}
      />
      <OrderedRows
        label={bodyWords.list.title}
        isReadOnly={editing.isReadOnly}
        open={open}
        onOpen={setOpen}
        onShift={(from, to) => { editing.act({ kind: 'shift', at: `nodes.${id}`, list: ['bodies'], from, to }); }}
        onTake={(index) => { editing.act({ kind: 'take', at: `nodes.${id}`, list: ['bodies'], index }); }}
        {...(bodies.length <= least ? { keepsLast: bodyWords.keepsBodies(id, least) } : {})}
        rows={bodies.map((body) => ({
          key: idOf(body),
          name: bodyName(idOf(body)),
          note: bodyWords.nodes(listIn(body, 'nodes').length),
          where: `regions.${idOf(body)}`,
          content: (
            <>
              <RenameBody key={idOf(body)} id={idOf(body)} onRenamed={setOpen} />
              {!editing.isReadOnly && bodies.length < most && <Button size="small" look="quiet" aria-label={bodyWords.duplicate(bodyName(idOf(body)))} onPress={() => { duplicate(idOf(body)); }}>{bodyWords.duplicateShort}</Button>}
            </>
          ),
        }))}
      />
    </section>
  );
}
