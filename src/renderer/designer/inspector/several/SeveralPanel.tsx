import { findNode, findTransition, idOf, nameOf, transitionName } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { Button } from '../../../components/Button.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import structuredStyles from '../../../components/structured/structured.module.css';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { arrangeCommands } from '../../canvas/arrange-commands.ts';
import { runCommand } from '../../commands/run-command.ts';
import { useCatalogue } from '../../palette-pane/use-catalogue.ts';
import { useDesigner, useDesignerState } from '../../session/DesignerProvider.tsx';
import type { Selection } from '../../session/designer-session.ts';
import { textOf } from '../editing/reading.ts';
import styles from '../form/form.module.css';
import panelStyles from '../inspector.module.css';

/** Several things at once: what they are, what they share, and what puts them in line. */
export function SeveralPanel({ selection }: { readonly selection: Selection }) {
  const context = useDesigner();
  const { session } = context;
  const definition = useDesignerState((state) => state.definition);
  const kinds = useCatalogue();
  const isReadOnly = useDesignerState((state) => state.isReadOnly);
  const nodes = selection.nodes.map((id) => findNode(definition, id)).filter((node) => node !== undefined);
  const transitions = selection.transitions.map((id) => findTransition(definition, id)).filter((transition) => transition !== undefined);
  const words = inspectorWords.several;
  const shared = sharedOnError(nodes);
  return (
    <div className={styles['form']}>
      <ul className={panelStyles['chosen']}>
        {nodes.map((node) => (
          <li key={idOf(node)}>
            <Button size="small" look="quiet" onPress={() => { session.select({ nodes: [idOf(node)], transitions: [], notes: [] }); }}>{nameOf(node)}</Button>
            <span>{kinds.find(({ group, type }) => group === 'node' && type === textOf(node, 'type'))?.title ?? textOf(node, 'type')}</span>
          </li>
        ))}
        {transitions.map((transition) => (
          <li key={idOf(transition)}>
            <Button size="small" look="quiet" onPress={() => { session.select({ nodes: [], transitions: [idOf(transition)], notes: [] }); }}>{transitionName(definition, transition)}</Button>
            <span>{inspectorWords.transition.heading}</span>
          </li>
        ))}
      </ul>
      {nodes.length > 1 && !isReadOnly && (
        <>
          <fieldset className={structuredStyles['many']}>
            <legend>{words.arrange}</legend>
            <div className={panelStyles['arrange']}>
              {arrangeCommands.filter(({ id }) => /^canvas\.(?:align|distribute)_/u.test(id)).map((command) => (
                <Button key={command.id} size="small" isDisabled={command.obstacle?.(context) !== undefined} onPress={() => { runCommand(command, context); }}>{command.title}</Button>
              ))}
            </div>
          </fieldset>
          <SelectInput
            label={inspectorWords.about.onError}
            help={words.forAll(nodes.length)}
            isRequired
            value={shared ?? ''}
            choices={[{ value: 'run', label: inspectorWords.actions.asRun }, ...Object.entries(inspectorWords.actions.onErrors).map(([value, label]) => ({ value, label }))]}
            onChange={(next) => {
              // One act for all of them: what follows the first is undone with it.
              nodes.forEach((node, index) => session.edit({ kind: 'set', at: `nodes.${idOf(node)}`, path: ['onError'], ...(next === 'run' ? {} : { value: next }) }, { isContinued: index > 0 }));
            }}
          />
        </>
      )}
    </div>
  );
}

function sharedOnError(nodes: readonly JsonObject[]): string | undefined {
  const all = new Set(nodes.map((node) => textOf(node, 'onError') || 'run'));
  return all.size === 1 ? [...all][0] : undefined;
}
