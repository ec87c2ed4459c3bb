import type { EChartsCoreOption } from 'echarts/core';
import type { ChartSpec } from '../../domain/model/document.ts';
import { metricsOf } from '../fonts/font-metrics.ts';
import { labelsFor } from './axis-labels.ts';
import { lookOf } from './chart-palette.ts';
import { hasNumericX } from './numeric-x.ts';
import { wrapText } from './wrap-text.ts';
import { formatNumber } from './chart-words.ts';

/** The size of a chart in CSS pixels; a document scales it to its text width. */
export const chartSize = { width: 720, height: 400 } as const;
/** The family that charts are set in; only this one is loaded. */
export const chartFont = 'DejaVu Sans';

const edge = 12;
const ink = '#1f2933';
const quiet = '#52606d';
const lineHeight = 18;
const legendRow = 20;
const maxLegendRows = 4;
const longestLegendName = 36;
/** Wider data show their shape, not their points. */
const maxMarkedPoints = 60;
const markersOnLongLine = 12;
const thinFrom = 200;
const sampledFrom = 3000;
/** About what the plot keeps when the labels of the y axis have taken their part. */
const plotWidth = chartSize.width - 2 * edge - 50;

/** The drawing of a chart as ECharts takes it: no animation, no clock, the same for the same spec. */
export function chartOption(spec: ChartSpec): EChartsCoreOption {
  const title = spec.title === undefined ? [] : wrapText(spec.title, { width: chartSize.width - 2 * edge, face: 'bold', size: 14 });
  const rows = spec.series.length > 1 ? legendRows(spec) : 0;
  const titleHeight = title.length * lineHeight;
  const unitHeight = spec.yLabel === undefined ? 0 : 20;
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: chartFont, color: ink },
    title: [
      { show: title.length > 0, text: title.join('\n'), left: edge, top: 8, padding: 0, textStyle: { fontSize: 14, lineHeight, color: ink, fontWeight: 'bold', fontFamily: chartFont } },
      { show: !hasValues(spec), text: 'No values', left: 'center', top: 'middle', textStyle: { fontSize: 14, color: quiet, fontWeight: 'normal', fontFamily: chartFont } },
    ],
    legend: {
      show: rows > 0, left: edge, right: edge, top: 12 + titleHeight, padding: 0, itemGap: 16, itemWidth: 34, itemHeight: 10, type: rows > maxLegendRows ? 'scroll' : 'plain',
      textStyle: { fontSize: 12, color: ink, fontFamily: chartFont }, formatter: shortName,
    },
    grid: { left: edge, right: edge + 12, top: 16 + titleHeight + Math.min(rows, maxLegendRows) * legendRow + unitHeight, bottom: spec.xLabel === undefined ? edge : edge + 22, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: xAxis(spec),
    yAxis: {
      type: 'value', scale: spec.kind !== 'bar', name: spec.yLabel ?? '', nameLocation: 'end', nameGap: 10,
      nameTextStyle: { align: 'left', color: quiet, fontSize: 12 },
      axisLabel: { color: quiet, fontSize: 12, formatter: (value: number) => formatNumber(value) },
      axisLine: { show: true, onZero: false, lineStyle: { color: '#9aa5b1' } }, splitLine: { lineStyle: { color: '#e4e7eb' } },
    },
    series: spec.series.map((_, index) => seriesOption(spec, index)),
  };
}

function xAxis(spec: ChartSpec): EChartsCoreOption {
  const shared = {
    name: spec.xLabel ?? '', nameLocation: 'middle', nameGap: 30, nameTextStyle: { color: quiet, fontSize: 12 },
    axisLine: { onZero: false, lineStyle: { color: '#9aa5b1' } },
  };
  if (hasNumericX(spec)) {
    return { ...shared, type: 'value', scale: true, splitLine: { lineStyle: { color: '#e4e7eb' } }, axisLabel: { color: quiet, fontSize: 12, formatter: (value: number) => formatNumber(value) } };
  }
  const { widthOf } = metricsOf('regular');
  const labels = labelsFor(spec.x, { width: plotWidth, widthOf: (label) => widthOf(label, 12) });
  const isShown = (index: number): boolean => labels.has(index);
  return {
    ...shared, type: 'category', data: spec.x, boundaryGap: true,
    axisTick: { show: true, alignWithLabel: true, interval: isShown },
    axisLabel: { color: quiet, fontSize: 12, interval: isShown, formatter: (_: string, index: number) => labels.get(index) ?? '', width: plotWidth, overflow: 'truncate' },
  };
}

function seriesOption(spec: ChartSpec, index: number): EChartsCoreOption {
  const { name = '', values = [] } = spec.series[index] ?? {};
  const look = lookOf(index);
  const points = hasNumericX(spec) ? values.map((value, at) => [Number(spec.x[at]), value]) : values;
  const shared = { name, data: points, itemStyle: { color: look.color } };
  switch (spec.kind) {
    case 'line':
      return {
        ...shared, type: 'line', symbol: look.marker, showAllSymbol: true,
        symbolSize: (_: unknown, { dataIndex }: { readonly dataIndex: number }) => (hasMarker(values, dataIndex, index) ? 7 : 0),
        lineStyle: { width: values.length > thinFrom ? 1.2 : 2, type: look.dash, color: look.color }, connectNulls: false,
        ...(values.length > sampledFrom ? { sampling: 'lttb', showSymbol: false } : { showSymbol: true }),
      };
    case 'bar':
      return { ...shared, type: 'bar', barMaxWidth: 60, itemStyle: { color: look.color, ...hatching(look.hatch) } };
    case 'scatter':
      return { ...shared, type: 'scatter', symbol: look.marker, symbolSize: values.length > 300 ? 5 : 8, itemStyle: { color: look.color, opacity: 0.85 } };
  }
}

/** A few points have markers all; of many, each series marks a few of its own; a point without neighbours is marked always. */
function hasMarker(values: readonly (number | null)[], at: number, series: number): boolean {
  const isAlone = (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;
  const step = Math.ceil(values.length / markersOnLongLine);
  return isAlone || values.length <= maxMarkedPoints || at % step === Math.floor((step * (series % 8)) / 8);
}

function hatching(turn: number | undefined): EChartsCoreOption {
  return turn === undefined ? {} : { decal: { color: 'rgba(255,255,255,0.45)', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: turn } };
}

function hasValues({ series }: ChartSpec): boolean {
  return series.some(({ values }) => values.some((value) => value !== null));
}

function shortName(name: string): string {
  const letters = [...name];
  return letters.length > longestLegendName ? `${letters.slice(0, longestLegendName - 1).join('')}…` : name;
}

function legendRows({ series }: ChartSpec): number {
  const { widthOf } = metricsOf('regular');
  const room = chartSize.width - 2 * edge;
  let rows = 1;
  let used = 0;
  for (const { name } of series) {
    const width = widthOf(shortName(name), 12) + 34 + 5 + 16;
    if (used > 0 && used + width > room) {
      rows += 1;
      used = 0;
    }
    used += width;
  }
  return rows;
}
