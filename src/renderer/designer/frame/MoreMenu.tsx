import { Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import { IconButton } from '../../components/Button.tsx';
import { classNames } from '../../components/class-names.ts';
import fieldStyles from '../../components/fields/fields.module.css';
import { keyWords } from '../../state/key-words.ts';
import { workflowWords } from '../../strings/workflows.ts';
import { allCommands, commandNamed } from '../commands/all-commands.ts';
import { runCommand } from '../commands/run-command.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import styles from './MoreMenu.module.css';

const others = allCommands.filter(({ group, id }) => group === 'workflow' && !['problems.verify', 'frame.publish', 'frame.run'].includes(id)).map(({ id }) => id);
/** What takes the whole workflow away stands last, apart from what is pressed often. */
const last = 'frame.delete_workflow';
const shown = [...others.filter((id) => id !== last), 'canvas.tidy', 'canvas.tidy_always', last];

/** What is done to a workflow now and then. */
export function MoreMenu() {
  const context = useDesigner();
  useDesignerState((state) => state.saving);
  const obstacles = new Map(shown.map((id) => [id, commandNamed(id).obstacle?.(context)]));
  return (
    <MenuTrigger>
      <IconButton icon="more" label={workflowWords.more} />
      <Popover className={classNames(fieldStyles['popover'])} placement="bottom end">
        <Menu
          className={classNames(fieldStyles['list'])}
          disabledKeys={shown.filter((id) => obstacles.get(id) !== undefined)}
          onAction={(id) => {
            runCommand(commandNamed(String(id)), context);
          }}
        >
          {shown.map((id) => {
            const { title, keys } = commandNamed(id);
            const hint = obstacles.get(id) ?? (keys[0] === undefined ? undefined : keyWords(keys[0]));
            return (
              <MenuItem key={id} id={id} textValue={title} className={classNames(fieldStyles['item'], styles['item'])}>
                <Text slot="label">{title}</Text>
                {hint !== undefined && <Text slot="description" className={classNames(styles['hint'])}>{hint}</Text>}
              </MenuItem>
            );
          })}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
