import type { Measure } from './measure.ts';
import { cardOnScreen } from './measures/card-on-screen.ts';
import { startOfRunsList, startOfVersion } from './measures/cli-start.ts';
import { commitToWatcher, loopDelay } from './measures/commit-to-watcher.ts';
import { consoleTimeline } from './measures/console.ts';
import { contextSize } from './measures/context-size.ts';
import { designerCanvas } from './measures/designer-canvas.ts';
import { initialJavascript } from './measures/initial-javascript.ts';
import { listOfMoreRuns, listOfRuns } from './measures/list-of-runs.ts';
import { overviewOfRuns } from './measures/overview-of-runs.ts';
import { longRun } from './measures/long-run.ts';
import { recovery } from './measures/recovery.ts';
import { againstLangGraph, againstLangGraphOfHundred, againstXState, againstXStateOfHundred } from './measures/rivals.ts';
import { runSize } from './measures/run-size.ts';
import { throughputOfHundred, throughputOfOne } from './measures/throughput.ts';
import { verifyLarge } from './measures/verify.ts';

/** Everything the bench measures. A measure is a file in `measures/` and a line here. */
export const measures: readonly Measure[] = [
  throughputOfOne, throughputOfHundred, runSize, listOfRuns, listOfMoreRuns, overviewOfRuns, longRun, contextSize, recovery, commitToWatcher, loopDelay,
  againstLangGraph, againstLangGraphOfHundred, againstXState, againstXStateOfHundred, startOfVersion, startOfRunsList, verifyLarge, ...designerCanvas, ...consoleTimeline, cardOnScreen, initialJavascript,
];
