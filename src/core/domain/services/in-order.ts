/** A job and one thing that came of it. */
export interface Answered<Job, Answer> {
  readonly job: Job;
  readonly answer: Answer;
}

export interface InOrderOptions<Job, Answer> {
  /** Jobs that are begun before the first of them is over. */
  readonly ahead: number;
  /** Does a job; `isOnly` where no other comes beside it. */
  readonly run: (job: Job, isOnly: boolean) => AsyncIterable<Answer>;
}

/** Does several jobs at a time and answers as if they had been done one after another. */
export async function* inOrder<Job, Answer>(jobs: AsyncIterable<Job>, { ahead, run }: InOrderOptions<Job, Answer>): AsyncGenerator<Answered<Job, Answer>, void, void> {
  const coming = jobs[Symbol.asyncIterator]();
  const begun: Gathered<Job, Answer>[] = [];
  const begin = (job: Job, isOnly: boolean): void => { begun.push(gather(job, run(job, isOnly))); };
  try {
    const [first, second] = [await coming.next(), await coming.next()];
    if (first.done !== true) begin(first.value, second.done === true);
    if (second.done !== true) begin(second.value, false);
    for (let head = begun[0]; head !== undefined; head = begun[0]) {
      for (let answers = await head.more(); answers.length > 0; answers = await head.more()) {
        for (const answer of answers) yield { job: head.job, answer };
      }
      begun.shift();
      while (begun.length < ahead) {
        const next = await coming.next();
        if (next.done === true) break;
        begin(next.value, false);
      }
    }
  } finally {
    await coming.return?.();
  }
}

interface Gathered<Job, Answer> {
  readonly job: Job;
  /** What has come since it was last asked; it waits for something, and is empty only at the end. Throws what the job threw. */
  more(): Promise<readonly Answer[]>;
}

/** Takes what comes of a job as it comes, also while nobody asks. */
function gather<Job, Answer>(job: Job, answers: AsyncIterable<Answer>): Gathered<Job, Answer> {
  let waiting: Answer[] = [];
  let wake: (() => void) | undefined;
  let ended: { readonly error?: unknown } | undefined;
  const take = async (): Promise<void> => {
    try {
      for await (const answer of answers) {
        waiting.push(answer);
        wake?.();
      }
      ended = {};
    } catch (error) {
      ended = { error };
    }
    wake?.();
  };
  void take();
  return {
    job,
    async more() {
      if (waiting.length === 0 && ended === undefined) await new Promise<void>((resolve) => { wake = resolve; });
      wake = undefined;
      const taken = waiting;
      waiting = [];
      if (taken.length === 0 && ended !== undefined && 'error' in ended) throw ended.error;
      return taken;
    },
  };
}
