import type { EChartsCoreOption } from 'echarts/core';
import type { ChartSpec } from '../../domain/model/document.ts';
import { metricsOf } from '../fonts/font-metrics.ts';
import { labelsFor } from './axis-labels.ts';
import { lookOf } from './chart-palette.ts';
import { formatNumber } from './chart-words.ts';
import { chartFont, chartSize, edge, tone, unitText } from './chart-style.ts';
import { legendHeight, legendOption } from './legend-option.ts';
import { hasNumericX } from './numeric-x.ts';
import { wrapText } from './wrap-text.ts';

const titleSize = 14;
const titleLine = 18;
/** Wider data show their shape, not their points. */
const maxMarkedPoints = 60;
const markersOnLongLine = 12;
const thinFrom = 200;
const sampledFrom = 2000;
/** More bars are too thin to show their hatching. */
const maxHatched = 400;
/** About what the plot keeps when the labels of the y axis have taken their part. */
const plotWidth = chartSize.width - 2 * edge - 50;

/** The drawing of a chart as ECharts takes it: no animation, no clock, the same for the same spec. */
export function chartOption(spec: ChartSpec): EChartsCoreOption {
  const title = wrapText(spec.title ?? '', { width: chartSize.width - 2 * edge, face: 'bold', size: titleSize });
  const titleHeight = title.length * titleLine;
  const unitHeight = spec.yLabel === undefined ? 0 : 20;
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: chartFont, color: tone.ink },
    title: [titleOption(title), emptyNote(spec)],
    legend: legendOption(spec, 12 + titleHeight),
    grid: {
      left: edge,
      right: edge + 12,
      top: 16 + titleHeight + legendHeight(spec) + unitHeight,
      bottom: spec.xLabel === undefined ? edge : edge + 22,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: xAxis(spec),
    yAxis: {
      ...numberAxis(spec.kind !== 'bar'),
      name: spec.yLabel ?? '',
      nameLocation: 'end',
      nameGap: 10,
      nameTextStyle: { ...unitText, align: 'left' },
      axisLine: { show: true, onZero: false, lineStyle: { color: tone.axis } },
    },
    series: spec.series.map((_, index) => seriesOption(spec, index)),
  };
}

function titleOption(lines: readonly string[]): EChartsCoreOption {
  const textStyle = { fontSize: titleSize, lineHeight: titleLine, color: tone.ink, fontWeight: 'bold' as const, fontFamily: chartFont };
  return { show: lines.length > 0, text: lines.join('\n'), left: edge, top: 8, padding: 0, textStyle };
}

function emptyNote({ series }: ChartSpec): EChartsCoreOption {
  const hasValues = series.some(({ values }) => values.some((value) => value !== null));
  const textStyle = { fontSize: titleSize, color: tone.quiet, fontWeight: 'normal' as const, fontFamily: chartFont };
  return { show: !hasValues, text: 'No values', left: 'center', top: 'middle', textStyle };
}

function numberAxis(isFree: boolean): EChartsCoreOption {
  return {
    type: 'value',
    scale: isFree,
    splitLine: { lineStyle: { color: tone.grid } },
    axisLabel: { ...unitText, formatter: (value: number) => formatNumber(value) },
  };
}

function xAxis(spec: ChartSpec): EChartsCoreOption {
  const shared = {
    name: spec.xLabel ?? '',
    nameLocation: 'middle',
    nameGap: 30,
    nameTextStyle: unitText,
    axisLine: { onZero: false, lineStyle: { color: tone.axis } },
  };
  if (hasNumericX(spec)) {
    return { ...numberAxis(true), ...shared };
  }
  const font = metricsOf('regular');
  const labels = labelsFor(spec.x, { width: plotWidth, widthOf: (label) => font.widthOf(label, unitText.fontSize) });
  const isShown = (index: number): boolean => labels.has(index);
  const formatter = (_: string, index: number): string => labels.get(index) ?? '';
  return {
    ...shared,
    type: 'category',
    data: spec.x,
    axisTick: { show: true, alignWithLabel: true, interval: isShown },
    axisLabel: { ...unitText, interval: isShown, formatter, width: plotWidth, overflow: 'truncate' },
  };
}

function seriesOption(spec: ChartSpec, index: number): EChartsCoreOption {
  const { name = '', values = [] } = spec.series[index] ?? {};
  const look = lookOf(index);
  const data = hasNumericX(spec) ? values.map((value, at) => [Number(spec.x[at]), value]) : values;
  const shared = { name, data, itemStyle: { color: look.color } };
  switch (spec.kind) {
    case 'line':
      return {
        ...shared,
        type: 'line',
        symbol: look.marker,
        showAllSymbol: true,
        symbolSize: (_: unknown, point: { readonly dataIndex: number }) => (hasMarker(values, point.dataIndex, index) ? 7 : 0),
        lineStyle: { width: values.length > thinFrom ? 1.2 : 2, type: look.dash, color: look.color },
        connectNulls: false,
        ...(values.length > sampledFrom ? { sampling: 'lttb', showSymbol: false } : { showSymbol: true }),
      };
    case 'bar':
      return { ...shared, type: 'bar', barMaxWidth: 60, itemStyle: { color: look.color, ...hatching(spec, look.hatch) } };
    case 'scatter':
      return { ...shared, type: 'scatter', symbol: look.marker, symbolSize: values.length > 300 ? 5 : 8 };
  }
}

/** A few points have markers all; of many, each series marks a few of its own; a point without neighbours is marked always. */
function hasMarker(values: readonly (number | null)[], at: number, series: number): boolean {
  const isAlone = (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;
  const step = Math.ceil(values.length / markersOnLongLine);
  return isAlone || values.length <= maxMarkedPoints || at % step === Math.floor((step * (series % 8)) / 8);
}

function hatching({ x, series }: ChartSpec, turn: number | undefined): EChartsCoreOption {
  return turn === undefined || x.length * series.length > maxHatched ? {} : { decal: { color: 'rgba(255,255,255,0.45)', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: turn } };
}
