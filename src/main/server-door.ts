import type { WebContents } from 'electron';
import { ServerName } from '../core/domain/model/kept-server.ts';
import { AppError } from '../core/domain/model/errors.ts';
import { channels, type IpcDoor } from './ipc-door.ts';
import type { WorkPlace } from './work-place.ts';

/** Tells the page which server it works on, and takes it to another; the page is loaded anew there. */
export function openServerDoor({ current, choose }: Pick<WorkPlace, 'current' | 'choose'>, { contents, door }: { readonly contents: Pick<WebContents, 'reload'>; readonly door: IpcDoor }): void {
  door.answer(channels.server, async (given) => {
    if (given.length > 0) throw new AppError('input_invalid', 'Which server is worked on is asked without a word.');
    const server = current();
    return server === undefined ? {} : { server };
  });
  door.answer(channels.chooseServer, async (given) => {
    const [name] = given;
    const named = ServerName.nullable().safeParse(name);
    if (given.length !== 1 || !named.success) throw new AppError('input_invalid', 'This is no name of a server.', { next: 'Choose one of those that are listed.' });
    await choose(named.data ?? undefined);
    // Its answer goes first.
    setImmediate(() => { contents.reload(); });
    return {};
  });
}
