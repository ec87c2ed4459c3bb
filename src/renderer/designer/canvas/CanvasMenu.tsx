import { Button, type Key, Menu, MenuItem, MenuTrigger, Popover, Separator, SubmenuTrigger } from 'react-aria-components';
import { classNames } from '../../components/class-names.ts';
import fieldStyles from '../../components/fields/fields.module.css';
import { Icon } from '../../components/Icon.tsx';
import { keyWords } from '../../state/key-words.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import { useCanvasActs, useCanvasUi, type OpenMenu } from './canvas-ui.ts';
import { type MenuEntry, menuEntries } from './menu-entries.ts';
import styles from './CanvasMenu.module.css';

/** The menu of what lies under the pointer, or of what is selected; focus goes back to where it was. */
export function CanvasMenu() {
  const menu = useCanvasUi((state) => state.menu);
  return menu === undefined ? null : <Opened key={`${menu.at.x} ${menu.at.y}`} menu={menu} />;
}

function Opened({ menu }: { readonly menu: OpenMenu }) {
  const acts = useCanvasActs();
  const context = useDesigner();
  const count = useDesignerState(({ selection }) => selection.nodes.length);
  const entries = menuEntries(menu, context, acts.ui);
  const label = menu.target.kind === 'node' && count > 1 ? canvasWords.menu.label.nodes : canvasWords.menu.label[menu.target.kind];
  const close = (): void => { acts.ui.set({ menu: undefined }); };
  const choose = (key: Key): void => {
    close();
    const entry = entries.flatMap((each) => each.inner ?? each).find(({ id }) => id === key);
    // Focus is back on the canvas before what is chosen moves it.
    requestAnimationFrame(() => entry?.run());
  };
  return (
    <MenuTrigger isOpen onOpenChange={(isOpen) => { if (!isOpen) close(); }}>
      <Button excludeFromTabOrder aria-label={label} className={classNames(styles['anchor'])} style={{ left: menu.at.x, top: menu.at.y }} />
      <Popover placement="bottom start" offset={2} className={classNames(fieldStyles['popover'], styles['popover'])}>
        <Entries label={label} entries={entries} onChoose={choose} />
      </Popover>
    </MenuTrigger>
  );
}

interface EntriesProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly onChoose: (key: Key) => void;
}

function Entries({ label, entries, onChoose }: EntriesProps) {
  const groups = [...Map.groupBy(entries, ({ group }) => group)];
  return (
    // It was just asked for.
    // oxlint-disable-next-line jsx-a11y/no-autofocus
    <Menu aria-label={label} autoFocus="first" className={classNames(fieldStyles['list'])} onAction={onChoose}>
      {groups.flatMap(([group, items], index) => [
        ...(index === 0 ? [] : [<Separator key={`before ${group}`} className={classNames(styles['line'])} />]),
        ...items.map((entry) => <Entry key={entry.id} entry={entry} onChoose={onChoose} />),
      ])}
    </Menu>
  );
}

function Entry({ entry: { id, title, keys, obstacle, inner }, onChoose }: { readonly entry: MenuEntry; readonly onChoose: EntriesProps['onChoose'] }) {
  const item = (
    <MenuItem id={id} textValue={title} isDisabled={obstacle !== undefined} className={classNames(fieldStyles['item'], styles['item'])}>
      <span className={styles['title']} title={obstacle}>{title}</span>
      {keys !== undefined && <kbd className={styles['keys']}>{keyWords(keys)}</kbd>}
      {inner !== undefined && <Icon name="chevron" size="small" />}
    </MenuItem>
  );
  if (inner === undefined) return item;
  return (
    <SubmenuTrigger>
      {item}
      <Popover className={classNames(fieldStyles['popover'], styles['popover'])}>
        <Entries label={title} entries={inner} onChoose={onChoose} />
      </Popover>
    </SubmenuTrigger>
  );
}
