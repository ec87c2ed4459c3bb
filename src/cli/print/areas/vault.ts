import type { AreaPrinters, Printed } from '../printer.ts';
import { table } from '../table.ts';
import { localTime, shown } from '../words.ts';

interface State {
  readonly state: string;
  readonly detail: string;
}

const nextOf: { readonly [state: string]: string } = {
  absent: '`aiwm vault setup` makes one.',
  locked: '`aiwm vault unlock` opens that of a running host; where none runs, a command takes the password from the file AIWM_VAULT_PASSWORD_FILE names.',
};

const plain = (state: string): string => state.replaceAll('_', ' ');

function standing({ state, detail }: State): Printed {
  const next = nextOf[state];
  return { text: `${state}: ${detail}`, ...(next === undefined ? {} : { next }) };
}

/** A process that is no host forgets the key when it ends. */
function opened(state: State): Printed {
  return { ...standing(state), next: 'A running host keeps it open. Where none runs, nothing was opened for longer than this command: name the file with the password in AIWM_VAULT_PASSWORD_FILE, or start a host with `aiwm serve`.' };
}

export const vault: AreaPrinters<'vault'> = { status: standing, setup: standing, unlock: opened, lock: standing, password: standing };

export const credentials: AreaPrinters<'credentials'> = {
  list: ({ items }, look) =>
    items.length === 0
      ? { text: 'No secrets are kept.', next: '`aiwm connectors credentials set <connector> --label <name> --key-file <file>` keeps one.' }
      : {
          text: table(
            ['connector', 'label', 'default', 'profile', 'environment', 'state', 'fingerprint', 'changed'],
            items.map((item) => [item.connector, item.label, shown(item.isDefault), shown(item.profile), shown(item.environment), plain(item.state), item.fingerprint, localTime(item.rotatedAt ?? item.createdAt)]),
            look,
          ),
        },
  set: ({ connector, label, fingerprint, state }) => ({ text: `Kept "${label}" of "${connector}" (${fingerprint}, ${plain(state)}).` }),
  rotate: ({ connector, label, fingerprint, graceUntil }) => ({ text: `"${label}" of "${connector}" is now ${fingerprint}${graceUntil === undefined ? '' : `; the one before is taken until ${localTime(graceUntil)}`}.` }),
  test: ({ latencyMs }) => ({ text: `The secret was taken, in ${Math.round(latencyMs)} ms.` }),
  remove: ({ connector, label }) => ({ text: `Forgot "${label}" of "${connector}".` }),
  export: ({ items }, look) =>
    items.length === 0
      ? { text: 'No secrets are kept.' }
      : {
          text: table(
            ['connector', 'label', 'default', 'profile', 'environment', 'expires', 'description'],
            items.map((item) => [item.connector, item.label, shown(item.isDefault), shown(item.profile), shown(item.environment), item.expiresAt === undefined ? '–' : localTime(item.expiresAt), shown(item.description)]),
            look,
          ),
          next: 'Each has to be entered again elsewhere; no secret is in this list.',
        },
};
