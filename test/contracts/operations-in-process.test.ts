import type { Host } from '../../src/core/app/app.ts';
import { localUser } from '../../src/core/domain/model/caller.ts';
import { describeDoor, type Door } from './door-contract.ts';
import { openMemoryHost } from './fixture/sample-host.ts';

const connect = async ({ app }: Host): Promise<Door> => ({
  call: (operation, input, signal) => app.call(operation, input, { caller: localUser('process'), signal }),
  close: () => Promise.resolve(),
});

describeDoor('process, over SQLite', { connect });
describeDoor('process, over memory', { connect, open: openMemoryHost });
