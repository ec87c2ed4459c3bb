import { idOf, listIn, nameOf } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../../core/domain/operations/catalogue.ts';
import fieldStyles from '../../../components/fields/fields.module.css';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { BodyList } from '../../bodies/BodyList.tsx';
import { NodeCard } from '../cards/NodeCard.tsx';
import { Fold } from '../rows/Fold.tsx';
import { VariableList } from '../variables/VariableList.tsx';
import { objectIn, textOf } from '../editing/reading.ts';
import { ConfigForm } from '../form/ConfigForm.tsx';
import { FieldBox } from '../form/FieldBox.tsx';
import { FieldPlaceProvider } from '../form/field-place.tsx';

export interface NodeParametersProps {
  readonly node: JsonObject;
  readonly kind: CatalogueEntry | undefined;
}

/** What a node of its kind needs to know. */
export function NodeParameters({ node, kind }: NodeParametersProps) {
  const at = `nodes.${idOf(node)}`;
  return (
    <FieldPlaceProvider value={{ where: `${at}.config`, scope: at, takesTemplates: false }}>
      <p className={fieldStyles['help']}>{kind?.summary ?? inspectorWords.node.unknown(textOf(node, 'type'))}</p>
      <FieldBox where={`${at}.config`}>
        <ConfigForm schema={kind?.config ?? {}} config={objectIn(node, 'config')} at={at} path={['config']} />
      </FieldBox>
      {textOf(node, 'type') === 'uiCard' && <NodeCard node={node} />}
      <BodyList node={node} kind={kind} />
      {listIn(node, 'bodies').map((body) => <BodyVariables key={idOf(body)} node={node} body={body} isSpread={kind?.isSpread === true} />)}
    </FieldPlaceProvider>
  );
}

/** Bodies that run beside others keep variables of their own. */
function BodyVariables({ node, body, isSpread }: { readonly node: JsonObject; readonly body: JsonObject; readonly isSpread: boolean }) {
  if (!isSpread && body['variables'] === undefined) return null;
  const isOnly = listIn(node, 'bodies').length === 1;
  return (
    <Fold title={inspectorWords.variables.ofBody(isOnly ? nameOf(node) : inspectorWords.variables.body(listIn(node, 'bodies').indexOf(body) + 1, nameOf(node)))} isOpenFirst={body['variables'] !== undefined}>
      <VariableList at={`regions.${idOf(body)}`} variables={body['variables']} />
    </Fold>
  );
}
