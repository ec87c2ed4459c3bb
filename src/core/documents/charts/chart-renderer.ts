import type * as Echarts from 'echarts/core';
import type { ChartSpec } from '../../domain/model/document.ts';
import { dejavuPath } from '../fonts/dejavu-fonts.ts';
import { metricsOf } from '../fonts/font-metrics.ts';
import { chartOption } from './chart-option.ts';
import { chartFont, chartSize } from './chart-style.ts';
import { encodeRgbPng } from './rgb-png.ts';

/** Pixels of the picture for each CSS pixel of the drawing: sharp on paper at the width of a page. */
const pixelRatio = 2;

/** The PNG of a chart; equal specs give equal bytes on each machine, since only the embedded font is used. */
export async function renderChart(spec: ChartSpec, signal: AbortSignal): Promise<Uint8Array> {
  const svg = await drawChart(spec);
  signal.throwIfAborted();
  const { renderAsync } = await import('@resvg/resvg-js');
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: pixelRatio },
    background: '#ffffff',
    font: {
      loadSystemFonts: false,
      fontFiles: [dejavuPath('regular'), dejavuPath('bold')],
      defaultFontFamily: chartFont,
      sansSerifFamily: chartFont,
    },
  });
  signal.throwIfAborted();
  return encodeRgbPng(image.pixels, image.width, image.height);
}

/** The SVG of a chart, drawn without a browser. */
async function drawChart(spec: ChartSpec): Promise<string> {
  const echarts = await loadEcharts();
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...chartSize });
  try {
    chart.setOption(chartOption(spec));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

async function loadEcharts(): Promise<Pick<typeof Echarts, 'init'>> {
  const [core, charts, components, renderers] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ]);
  core.use([
    charts.LineChart,
    charts.BarChart,
    charts.ScatterChart,
    components.GridComponent,
    components.LegendComponent,
    components.TitleComponent,
    renderers.SVGRenderer,
  ]);
  core.setPlatformAPI({ measureText: (text, font) => ({ width: measure(text, font ?? '') }) });
  return core;
}

/** Without a browser nothing knows how wide a text is; the font's own tables do. */
function measure(text: string, font: string): number {
  const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? 12);
  return metricsOf(font.includes('bold') ? 'bold' : 'regular').widthOf(text, size);
}
