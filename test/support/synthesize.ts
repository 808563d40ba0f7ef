import { App, Chart, SecurityProfiles, type SecurityProfile } from '../../lib';

/** An object as it is synthesized. */
export interface Synthesized {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly [field: string]: unknown;
}

/** A chart of an app of its own, under a security profile. */
export function newChart(profile?: SecurityProfile, namespace?: string): Chart {
  const chart = new Chart(new App(), 'test', namespace === undefined ? {} : { namespace });
  if (profile !== undefined) SecurityProfiles.set(chart, profile);
  return chart;
}

/** The objects of what is built on a chart. */
export function synthesize(
  build: (chart: Chart) => void,
  profile?: SecurityProfile,
  namespace?: string,
): readonly Synthesized[] {
  const chart = newChart(profile, namespace);
  build(chart);
  return chart.toJson() as Synthesized[];
}

/** The one object of a kind; fails where there is none or several. */
export function only(objects: readonly Synthesized[], kind: string): Synthesized {
  const [found, another] = objects.filter((object) => object.kind === kind);
  if (found === undefined || another !== undefined) {
    throw new Error(`one ${kind} expected among ${objects.map((object) => object.kind).join(', ')}`);
  }
  return found;
}

/** The value at a path such as `spec.template.spec.containers.0`. */
export function at(object: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
}

/** The message of the error that an action throws; fails where it throws none. */
export function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}
