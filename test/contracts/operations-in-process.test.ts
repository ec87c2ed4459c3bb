import { localUser } from '../../src/core/domain/model/caller.ts';
import { describeDoor } from './door-contract.ts';

describeDoor('process', {
  connect: async ({ app }) => ({
    call: (operation, input, signal) => app.call(operation, input, { caller: localUser('process'), signal }),
    close: async () => {},
  }),
});
