import { isOnLane, laneNames } from '../timeline/lanes.ts';
import type { TimelineRows } from '../timeline/timeline-rows.ts';

const colours = ['--calm', '--good', '--live', '--wait', '--warn'] as const;

/** Draws a mark for each row on its lanes, from the first row at the left to the last at the right; a fault goes through all of them. */
export function drawLanes(canvas: HTMLCanvasElement, rows: TimelineRows, length: number): void {
  const { width, height } = canvas.getBoundingClientRect();
  const scale = globalThis.devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (context === null || length === 0) return;
  const style = getComputedStyle(canvas);
  const lane = canvas.height / laneNames.length;
  const mark = Math.max(scale, canvas.width / length - scale);
  const column = (index: number): number => (length === 1 ? 0 : (index / (length - 1)) * (canvas.width - mark));
  for (const [track, name] of laneNames.entries()) {
    context.fillStyle = style.getPropertyValue(colours[track] ?? '--calm');
    let drawn = -1;
    for (let index = 0; index < length; index += 1) {
      if (!isOnLane(rows.lanes[index] ?? 0, name)) continue;
      const x = Math.round(column(index));
      if (x === drawn) continue;
      drawn = x;
      context.fillRect(x, track * lane + lane * 0.2, mark, lane * 0.6);
    }
  }
  context.fillStyle = style.getPropertyValue('--bad');
  for (let index = 0; index < length; index += 1) if (rows.level[index] === 'error') context.fillRect(Math.round(column(index)), 0, Math.max(scale, mark / 2), canvas.height);
}
