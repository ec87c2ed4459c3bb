import { usualBytes } from '../core/domain/model/input-bytes.ts';
import { AppError } from '../core/domain/model/errors.ts';
import type { ElectronLike } from './electron-like.ts';
import { channels, type IpcDoor } from './ipc-door.ts';

/** Puts text on the clipboard for the page, which has no permission of its own to do so. */
export function openCopyDoor({ clipboard }: Pick<ElectronLike, 'clipboard'>, door: IpcDoor): void {
  door.answer(channels.copy, async (given) => {
    const [text] = given;
    if (given.length !== 1 || typeof text !== 'string') throw new AppError('input_invalid', 'Only one text is copied at a time.', { next: 'Select some text, and copy that.' });
    if (text.length > usualBytes) throw new AppError('input_invalid', `A text of ${text.length} characters is too long for the clipboard.`, { next: 'Save it as a file instead.' });
    await clipboard.writeText(text);
    return {};
  });
}
