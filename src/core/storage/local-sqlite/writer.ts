/** Writes in the order it is asked, several askers to a commit. */
export interface Writer {
  /** Runs `work` inside a transaction; answers when it is durable. `work` may run twice, and only its last run counts. */
  run<Answer>(work: () => Answer): Promise<Answer>;
  /** Runs `work` outside any transaction while nothing else is written: what SQLite does to a whole database at once. */
  alone(work: () => void): Promise<void>;
}
