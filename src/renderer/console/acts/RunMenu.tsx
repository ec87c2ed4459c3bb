import { Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import { IconButton } from '../../components/Button.tsx';
import { classNames } from '../../components/class-names.ts';
import fieldStyles from '../../components/fields/fields.module.css';
import { actWords as words } from '../../strings/console-acts.ts';

export const menuEntries = ['restart', 'fork', 'replay', 'compare', 'test', 'tests', 'csv', 'jsonl'] as const;
export type MenuEntry = (typeof menuEntries)[number];

export interface RunMenuProps {
  readonly disabled: readonly MenuEntry[];
  readonly onChoose: (entry: MenuEntry) => void;
}

/** What is made out of a run: another run from a step or a row, a check, a comparison, a test, a file. */
export function RunMenu({ disabled, onChoose }: RunMenuProps) {
  return (
    <MenuTrigger>
      <IconButton icon="more" label={words.more} />
      <Popover className={classNames(fieldStyles['popover'])} placement="bottom end">
        <Menu
          className={classNames(fieldStyles['list'])}
          aria-label={words.more}
          disabledKeys={disabled}
          onAction={(key) => {
            const chosen = menuEntries.find((each) => each === key);
            if (chosen !== undefined) onChoose(chosen);
          }}
        >
          {menuEntries.map((entry) => (
            <MenuItem key={entry} id={entry} textValue={words.menu[entry]} className={classNames(fieldStyles['item'])}>
              <Text slot="label">{words.menu[entry]}</Text>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
