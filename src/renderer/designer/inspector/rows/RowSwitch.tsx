import { Switch } from 'react-aria-components';
import { classNames } from '../../../components/class-names.ts';
import fieldStyles from '../../../components/fields/fields.module.css';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useDesigner } from '../../session/DesignerProvider.tsx';
import styles from './rows.module.css';

export interface RowSwitchProps {
  readonly name: string;
  readonly isOn: boolean;
  readonly isReadOnly: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}

/** Whether what stands in a row takes part. What is switched off stays where it is, and is passed over. */
export function RowSwitch({ name, isOn, isReadOnly, onSwitch }: RowSwitchProps) {
  const { view } = useDesigner();
  return (
    <Switch
      className={classNames(fieldStyles['switch'], styles['switch'])}
      aria-label={inspectorWords.use(name)}
      isSelected={isOn}
      isReadOnly={isReadOnly}
      onChange={(next) => {
        onSwitch(next);
        view.announce(next ? inspectorWords.switchedOn(name) : inspectorWords.switchedOff(name));
      }}
    >
      <span className={fieldStyles['track']} aria-hidden="true" />
    </Switch>
  );
}
