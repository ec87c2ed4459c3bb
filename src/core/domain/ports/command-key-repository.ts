/** A command that was sent with a key. Neither the key nor what was sent can be told from it. */
export interface CommandKeyRow {
  /** A hash of who sent it, and of the key. */
  readonly id: string;
  /** Of what was sent: another command with the same key is not the same command. */
  readonly fingerprint: string;
  readonly begunAt: number;
  /** Absent while it is carried out, and where its host went away meanwhile. */
  readonly doneAt?: number;
}

/** Which commands were carried out already, so that one sent again is not done twice, whatever host it reaches. */
export interface CommandKeyRepository {
  /** Notes durably that it begins, and forgets what began before `forgetBefore`; answers the one that has its key where one does, and notes nothing. */
  begin(row: Omit<CommandKeyRow, 'doneAt'>, forgetBefore: number): Promise<CommandKeyRow | undefined>;
  done(id: string, at: number): Promise<void>;
  /** It did nothing: its key is free again. */
  free(id: string): Promise<void>;
}
