import type { DesignerSession } from '../session/designer-session.ts';
import type { DesignerView } from '../session/designer-view.ts';

/** What a command works with. */
export interface CommandContext {
  readonly session: DesignerSession;
  readonly view: DesignerView;
}

/**
 * One act of the designer, a line each: toolbar, menus, palette, shortcuts and the sheet of shortcuts are made from the
 * list of all of them. Keys are written `Mod+Z`, `Alt+L`, `Shift+F10`, `Delete`, `c`; `Mod` is Ctrl, on a Mac ⌘. A single
 * letter holds only while focus is on the canvas or the outline, and not where a person has switched such keys off.
 */
export interface DesignerCommand {
  readonly id: string;
  readonly title: string;
  readonly group: 'edit' | 'insert' | 'arrange' | 'view' | 'workflow';
  readonly keys: readonly string[];
  /** It is about what is selected: by a key, where nothing is, about what has the focus. */
  readonly isAboutSelected?: true;
  /** Why it cannot be done now, in words; absent where it can. */
  readonly obstacle?: (context: CommandContext) => string | undefined;
  readonly run: (context: CommandContext) => void;
}
