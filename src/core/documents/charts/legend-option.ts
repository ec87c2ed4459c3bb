import type { EChartsCoreOption } from 'echarts/core';
import type { ChartSpec } from '../../domain/model/document.ts';
import { metricsOf } from '../fonts/font-metrics.ts';
import { chartFont, chartSize, edge, tone } from './chart-style.ts';

const rowHeight = 20;
const maxRows = 4;
const longestName = 36;
const itemWidth = 34;
const itemGap = 16;
const fontSize = 12;

/** The legend of a chart with more than one series, `top` pixels from above. */
export function legendOption(spec: ChartSpec, top: number): EChartsCoreOption {
  return {
    show: spec.series.length > 1,
    left: edge,
    right: edge,
    top,
    padding: 0,
    itemGap,
    itemWidth,
    itemHeight: 10,
    type: rowsOf(spec) > maxRows ? 'scroll' : 'plain',
    textStyle: { fontSize, color: tone.ink, fontFamily: chartFont },
    formatter: shortName,
  };
}

/** What the legend takes; one with too many rows for the picture is cut to one. */
export function legendHeight(spec: ChartSpec): number {
  const rows = rowsOf(spec);
  return (rows > maxRows ? 1 : rows) * rowHeight;
}

function rowsOf({ series }: ChartSpec): number {
  if (series.length < 2) {
    return 0;
  }
  const font = metricsOf('regular');
  const room = chartSize.width - 2 * edge;
  let rows = 1;
  let used = 0;
  for (const { name } of series) {
    const width = font.widthOf(shortName(name), fontSize) + itemWidth + 5 + itemGap;
    if (used > 0 && used + width > room) {
      rows += 1;
      used = 0;
    }
    used += width;
  }
  return rows;
}

function shortName(name: string): string {
  const letters = [...name];
  return letters.length > longestName ? `${letters.slice(0, longestName - 1).join('')}…` : name;
}
