import { useRef } from 'react';
import { Menu, MenuItem, Popover, Separator } from 'react-aria-components';
import { classNames } from '../../components/class-names.ts';
import fieldStyles from '../../components/fields/fields.module.css';
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
  const anchor = useRef<HTMLSpanElement>(null);
  const acts = useCanvasActs();
  const context = useDesigner();
  const count = useDesignerState(({ selection }) => selection.nodes.length);
  const entries = menuEntries(menu, context, acts.ui);
  const label = menu.target.kind === 'node' && count > 1 ? canvasWords.menu.label.nodes : canvasWords.menu.label[menu.target.kind];
  const close = (): void => { acts.ui.set({ menu: undefined }); };
  const groups = [...Map.groupBy(entries, ({ group }) => group)];
  return (
    <>
      <span ref={anchor} className={styles['anchor']} style={{ left: menu.at.x, top: menu.at.y }} />
      <Popover aria-label={label} triggerRef={anchor} isOpen placement="bottom start" offset={2} className={classNames(fieldStyles['popover'], styles['popover'])} onOpenChange={(isOpen) => { if (!isOpen) close(); }}>
        <Menu
          aria-label={label}
          // It was just asked for.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus="first"
          className={classNames(fieldStyles['list'], styles['menu'])}
          onClose={close}
          onAction={(key) => {
            close();
            const entry = entries.find(({ id }) => id === key);
            // Focus is back on the canvas before what is chosen moves it.
            requestAnimationFrame(() => entry?.run());
          }}
        >
          {groups.flatMap(([group, items], index) => [
            ...(index === 0 ? [] : [<Separator key={`before ${group}`} className={classNames(styles['line'])} />]),
            ...items.map((entry) => <Entry key={entry.id} entry={entry} />),
          ])}
        </Menu>
      </Popover>
    </>
  );
}

function Entry({ entry: { id, title, keys, obstacle } }: { readonly entry: MenuEntry }) {
  return (
    <MenuItem id={id} textValue={title} isDisabled={obstacle !== undefined} className={classNames(fieldStyles['item'], styles['item'])}>
      <span className={styles['title']} title={obstacle}>{title}</span>
      {keys !== undefined && <kbd className={styles['keys']}>{keyWords(keys)}</kbd>}
    </MenuItem>
  );
}
