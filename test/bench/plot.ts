import type { Point } from './benchmark';

const WIDTH = 720;
const HEIGHT = 440;
const LEFT = 80;
const RIGHT = 690;
const TOP = 30;
const BOTTOM = 380;
const COLOURS: Readonly<Record<Point['series'], string>> = { cdk8s: '#c2410c', 'cdk8s-drydock': '#1d4ed8' };

/** Times against sizes, on logarithmic axes, as an SVG image. */
export function plot(points: readonly Point[]): string {
  const sizes = points.map(({ charts }) => charts);
  const times = points.map(({ milliseconds }) => milliseconds);
  const [x, y] = [axis(sizes, LEFT, RIGHT), axis(times, BOTTOM, TOP)];
  const grid = [
    ...x.decades.map(
      (value) =>
        line(x.at(value), TOP, x.at(value), BOTTOM) +
        text(x.at(value), BOTTOM + 20, value.toLocaleString('en'), 'middle'),
    ),
    ...y.decades.map(
      (value) => line(LEFT, y.at(value), RIGHT, y.at(value)) + text(LEFT - 8, y.at(value) + 4, duration(value), 'end'),
    ),
  ];
  const series = (Object.keys(COLOURS) as Point['series'][]).map((name) => {
    const own = points.filter((point) => point.series === name).sort((a, b) => a.charts - b.charts);
    const places = own.map(({ charts, milliseconds }) => [x.at(charts), y.at(milliseconds)] as const);
    const path = places.map(([left, top]) => `${left.toFixed(1)},${top.toFixed(1)}`).join(' ');
    const marks = places.map(([left, top], index) => mark(left, top, own[index], COLOURS[name]));
    const [left = 0, top = 0] = places.at(-1) ?? [];
    const label = text(left - 10, top - 10, name, 'end', `fill="${COLOURS[name]}" font-weight="bold"`);
    return `<polyline points="${path}" fill="none" stroke="${COLOURS[name]}" stroke-width="2.5"/>${marks.join('')}${label}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="time of synthesis against number of charts" font-family="sans-serif" font-size="13">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
${grid.join('\n')}
${series.join('\n')}
${text((LEFT + RIGHT) / 2, BOTTOM + 45, 'charts, each of a Deployment and a Service', 'middle')}
${text(LEFT, TOP - 12, 'time of the whole process', 'start')}
</svg>
`;
}

interface Axis {
  readonly decades: readonly number[];
  at(value: number): number;
}

function axis(values: readonly number[], start: number, end: number): Axis {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.ceil(Math.log10(Math.max(...values)));
  const decades = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  return { decades, at: (value) => start + ((Math.log10(value) - low) / (high - low)) * (end - start) };
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="#d4d4d8"/>`;
}

function text(x: number, y: number, content: string, anchor: string, more = 'fill="#3f3f46"'): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" ${more}>${content}</text>`;
}

function mark(x: number, y: number, point: Point | undefined, colour: string): string {
  const title =
    point === undefined ? '' : `${point.series}, ${point.charts} charts: ${Math.round(point.milliseconds)} ms`;
  return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4" fill="${colour}"><title>${title}</title></circle>`;
}
