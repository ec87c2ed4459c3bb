import { foundation } from './migrations/0001-foundation.sql.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** Every change of the schema, in order. Add the next at the end; never edit one that was released. */
export const migrations: readonly Migration[] = [{ number: 1, name: 'foundation', sql: foundation }];
