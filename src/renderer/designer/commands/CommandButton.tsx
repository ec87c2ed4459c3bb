import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import buttonStyles from '../../components/Button.module.css';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/Icon.tsx';
import type { IconName } from '../../components/icon-paths.ts';
import { keyWords } from '../../state/key-words.ts';
import { designerWords } from '../../strings/designer.ts';
import { useDesigner, useDesignerState, useDesignerView } from '../session/DesignerProvider.tsx';
import { commandNamed } from './all-commands.ts';
import styles from './CommandButton.module.css';
import { runCommand } from './run-command.ts';

export interface CommandButtonProps {
  /** Id of the command. */
  readonly command: string;
  /** Alone, with the words as its tooltip; without it the button shows its words. */
  readonly icon?: IconName;
  readonly look?: 'primary' | 'plain' | 'quiet';
  /** Instead of the command's title. */
  readonly label?: string;
}

/** A button that does a command. What it is called, its keys, or why it cannot be done now, come with the pointer or the focus. */
export function CommandButton({ command: id, icon, look = 'quiet', label }: CommandButtonProps) {
  const context = useDesigner();
  const command = commandNamed(id);
  useDesignerView(() => command.obstacle?.(context));
  const obstacle = useDesignerState(() => command.obstacle?.(context));
  const title = label ?? command.title;
  const [keys] = command.keys;
  const hint = keys === undefined ? title : designerWords.withKeys(title, keyWords(keys));
  const tip = obstacle === undefined ? hint : designerWords.cannot(title, obstacle);
  const act = (): void => {
    runCommand(command, context);
  };
  return (
    <TooltipTrigger delay={500} closeDelay={50}>
      <AriaButton
        {...(icon === undefined ? {} : { 'aria-label': tip })}
        aria-disabled={obstacle !== undefined}
        onPress={act}
        className={classNames(buttonStyles['button'], buttonStyles[look], icon !== undefined && buttonStyles['square'], obstacle !== undefined && styles['blocked'])}
      >
        {icon === undefined ? <span>{title}</span> : <Icon name={icon} />}
      </AriaButton>
      <Tooltip className={classNames(buttonStyles['tooltip'])} offset={6}>
        {tip}
      </Tooltip>
    </TooltipTrigger>
  );
}
